import { nearest } from "../../../base/nearest.js";
import type { NftExpression } from "../expression/expression.js";
import { SELECTORS, selectorNamed } from "../expression/selector.js";
import type { SelectorForm, SelectorName } from "../expression/selector.js";
import type { Cursor } from "./cursor.js";

// A name has three words at most: `fib saddr type`.
const LONGEST_NAME = 3;
const MOST_PARTS = 8;

/** The selector that begins here, which is taken; null where none does, and then nothing is. */
export function takeSelector(cursor: Cursor): SelectorForm | null {
  for (let words = LONGEST_NAME; words > 0; words--) {
    let name = "";
    for (let i = 0; i < words; i++) name += `${i === 0 ? "" : " "}${cursor.peek(i)?.text ?? "\n"}`;
    const form = selectorNamed(name);
    if (form === null || cursor.peek()?.kind !== "word") continue;
    for (let i = 0; i < words; i++) cursor.take();
    return form;
  }
  return null;
}

/** Whether an expression begins here. */
export function isAtExpression(cursor: Cursor): boolean {
  const first = cursor.peek()?.text ?? "";
  return FIRST_WORDS.has(first);
}

/** Reads `ip daddr . meta l4proto . th dport`, `mark and 0x4000`, `numgen random mod 3`; null after a reported mistake. */
export function readExpression(cursor: Cursor): NftExpression | null {
  if (cursor.skip("numgen")) return readNumgen(cursor);
  const first = takeSelector(cursor);
  if (first === null) return notAnExpression(cursor);
  if (cursor.isAt(".")) return readConcatenation(cursor, first.name);
  if (first.name === "meta mark" && (cursor.skip("and") || cursor.skip("&"))) {
    const mask = readNumber(cursor);
    return mask === null ? null : { kind: "masked-mark", mask };
  }
  return { kind: "selector", name: first.name };
}

/** Reads a whole number of 32 bits, decimal or hexadecimal; null after a reported mistake. */
export function readNumber(cursor: Cursor): number | null {
  const token = cursor.peek();
  const text = token?.kind === "word" ? token.text : "";
  const number = /^(0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text) ? Number(text) : NaN;
  if (Number.isNaN(number) || number > 0xffffffff) return cursor.mistake("nft-not-a-number");
  cursor.take();
  return number;
}

// Most names have two words, and the second may be the wrong one.
function notAnExpression(cursor: Cursor): null {
  const words = [0, 1].map((ahead) => cursor.peek(ahead)?.text ?? "").join(" ");
  const near = nearest(words, ALL_NAMES);
  const parameters = near === null ? {} : { nearest: near };
  return cursor.mistake("nft-not-an-expression", { expected: ALL_NAMES, parameters });
}

function readConcatenation(cursor: Cursor, first: SelectorName): NftExpression | null {
  const parts = [first];
  while (cursor.skip(".")) {
    const next = takeSelector(cursor);
    if (next === null || parts.length >= MOST_PARTS) return notAnExpression(cursor);
    parts.push(next.name);
  }
  return { kind: "concatenation", parts };
}

function readNumgen(cursor: Cursor): NftExpression | null {
  if (!cursor.skip("random")) return cursor.mistake("nft-unexpected", { expected: ["random"] });
  if (!cursor.skip("mod")) return cursor.mistake("nft-unexpected", { expected: ["mod"] });
  const modulus = readNumber(cursor);
  if (modulus === null) return null;
  if (modulus === 0) return cursor.mistake("nft-not-a-number", { token: cursor.peek(-1) });
  const offset = cursor.skip("offset") ? readNumber(cursor) : 0;
  return offset === null ? null : { kind: "numgen", modulus, offset };
}

/** The names of all that can be asked for. */
export const ALL_NAMES: readonly string[] = [...SELECTORS.map(({ name }) => name), "numgen"];

const FIRST_WORDS: ReadonlySet<string> = new Set(
  [...SELECTORS.flatMap(({ name, aliases }) => [name, ...aliases]), "numgen"].map(
    (name) => name.split(" ")[0] ?? name,
  ),
);
