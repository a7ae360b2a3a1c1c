import type { Address } from "../../base/address.js";
import type { Report } from "../../base/diagnostic.js";
import type { NeighbourDeclaration } from "./host.js";
import { addressFrom, deviceFrom, macFrom } from "./tool-value.js";
import { readRight, toolWords } from "./tool-word.js";
import type { ToolWord } from "./tool-word.js";

/** The entry that a command line of `ip neigh add` asks for; throws where it is not right. */
export function ipNeighbourOf(text: string): NeighbourDeclaration {
  return readRight(text, readIpNeighbour);
}

/** Reads the words behind `ip neigh add` (iproute2 ip/ipneigh.c: ipneigh_modify); null, with the mistakes reported. */
export function readIpNeighbour(
  given: readonly ToolWord[],
  report: Report,
): NeighbourDeclaration | null {
  const [first] = given;
  const last = given.at(-1);
  if (first === undefined || last === undefined) return null;
  const words = toolWords(given, report);
  let address: Address | null = null;
  let mac: string | null = null;
  let device: string | null = null;
  for (let word = words.next(); word !== null; word = words.next()) {
    if (word.text === "lladdr") {
      const value = words.after(word, "MAC");
      mac = value && macFrom(value, words);
    } else if (word.text === "dev") {
      const value = words.after(word, "DEVICE");
      device = value && deviceFrom(value, words);
    } else if (word.text === "nud" || word.text === "state") {
      const value = words.after(word, "permanent");
      // An entry that ages is one that the host finds by asking.
      if (value !== null && value.text !== "permanent")
        words.mistake(value, "not-yet-supported", { word: value.text, expected: ["permanent"] });
    } else if (word.text === "proxy" || word.text === "router") {
      words.mistake(word, "not-yet-supported", { word: word.text });
    } else if (address === null) {
      if (word.text === "to") continue;
      address = addressFrom(word, words);
      if (address === null) return null;
    } else {
      const expected = ["lladdr", "dev", "nud"];
      words.mistake(word, "unexpected-word", { word: word.text, expected });
    }
  }
  if (words.isWrong()) return null;
  if (address !== null && mac !== null && device !== null)
    return { address, mac, device, span: { ...first.span, end: last.span.end } };
  const end = { ...last.span, start: last.span.end };
  const expected = ["ADDRESS lladdr MAC dev DEVICE"];
  return words.mistake({ text: "", span: end }, "missing-value", { after: last.text, expected });
}
