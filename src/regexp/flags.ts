import { readRune } from "./escape.js";
import { regexpError } from "./syntax-error.js";
import type { RegexpError } from "./syntax-error.js";

/** How the text that follows is read: `i`, `m`, `s` and `U` of `(?imsU)`. */
export interface RegexpFlags {
  readonly fold: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly ungreedy: boolean;
}

/** Where `(?` leads to: a named group, an unnamed one, or other flags from here on. */
export type ReadFlags =
  | { readonly kind: "named"; readonly name: string; readonly end: number }
  | { readonly kind: "group" | "flags"; readonly flags: RegexpFlags; readonly end: number };

/** The flags at the start of an expression. */
export const NO_FLAGS: RegexpFlags = {
  fold: false,
  multiline: false,
  dotAll: false,
  ungreedy: false,
};

const LETTERS: Readonly<Record<string, keyof RegexpFlags>> = {
  i: "fold",
  m: "multiline",
  s: "dotAll",
  U: "ungreedy",
};

/** Reads what begins with `(?` (go regexp/syntax/parse.go: parsePerlFlags). */
export function readFlags(text: string, at: number, before: RegexpFlags): ReadFlags | RegexpError {
  const opening = ["(?P<", "(?<"].find((one) => text.startsWith(one, at));
  if (opening !== undefined && text.length > at + opening.length) {
    return readName(text, at, at + opening.length);
  }
  let flags = before;
  let on = true;
  let sawFlag = false;
  let place = at + 2;
  while (place < text.length) {
    const { rune, end } = readRune(text, place);
    place = end;
    const letter = String.fromCodePoint(rune);
    const flag = LETTERS[letter];
    if (flag !== undefined) {
      flags = { ...flags, [flag]: on };
      sawFlag = true;
    } else if (letter === "-" && on) {
      on = false;
      sawFlag = false;
    } else if ((letter === ":" || letter === ")") && (on || sawFlag)) {
      return { kind: letter === ":" ? "group" : "flags", flags, end: place };
    } else break;
  }
  return regexpError("invalid or unsupported Perl syntax", text.slice(at, place));
}

function readName(text: string, at: number, start: number): ReadFlags | RegexpError {
  const close = text.indexOf(">", at);
  const name = text.slice(start, close);
  if (close !== -1 && /^[0-9A-Za-z_]+$/.test(name)) return { kind: "named", name, end: close + 1 };
  const end = close === -1 ? text.length : close + 1;
  return regexpError("invalid named capture", text.slice(at, end));
}
