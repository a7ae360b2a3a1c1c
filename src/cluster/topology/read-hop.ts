import type { Address } from "../../base/address.js";
import type { NextHopDeclaration } from "./route.js";
import { addressFrom, deviceFrom, numberFrom } from "./tool-value.js";
import type { ToolWord, ToolWords } from "./tool-word.js";

/** Reads what stands behind a `nexthop` up to the next one: `via ADDRESS dev DEVICE weight NUMBER onlink`. */
export function readHop(option: ToolWord, words: ToolWords): NextHopDeclaration {
  let hop: NextHopDeclaration = { gateway: null, device: null, onlink: false, weight: 1 };
  for (let word = words.peek(); word !== null; word = words.peek()) {
    if (!["via", "dev", "weight", "onlink"].includes(word.text)) break;
    words.next();
    hop = { ...hop, ...readPart(word, words) };
  }
  if (hop.gateway === null && hop.device === null && !words.isWrong())
    words.mistake(option, "route-without-way", { expected: ["via ADDRESS", "dev DEVICE"] });
  return hop;
}

function readPart(word: ToolWord, words: ToolWords): Partial<NextHopDeclaration> {
  switch (word.text) {
    case "via":
      return { gateway: readGateway(word, words) };
    case "dev": {
      const name = words.after(word, "DEVICE");
      return { device: name && deviceFrom(name, words) };
    }
    case "weight": {
      const text = words.after(word, "NUMBER");
      const weight = text && numberFrom(text, { min: 1, max: 256 }, words);
      return weight === null ? {} : { weight };
    }
    default:
      return { onlink: true };
  }
}

/** Reads the address behind `via`, which may name its family. */
export function readGateway(option: ToolWord, words: ToolWords): Address | null {
  const first = words.after(option, "ADDRESS");
  if (first === null) return null;
  const isFamily = first.text === "inet" || first.text === "inet6";
  const word = isFamily ? words.after(first, "ADDRESS") : first;
  return word && addressFrom(word, words);
}
