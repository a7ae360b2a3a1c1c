import { isRegexpError, regexpError } from "./syntax-error.js";
import type { RegexpError } from "./syntax-error.js";

/** A code point that was read, and where the text goes on, in UTF-16 units. */
export interface ReadRune {
  readonly rune: number;
  readonly end: number;
}

const LAST_RUNE = 0x10ffff;

const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** The code point at a place; -1 at the end of the text. */
export function readRune(text: string, at: number): ReadRune {
  const rune = text.codePointAt(at);
  if (rune === undefined) return { rune: -1, end: at };
  return { rune, end: at + (rune > 0xffff ? 2 : 1) };
}

/** An escape that stands for one code point; `at` is the backslash (go regexp/syntax/parse.go: parseEscape). */
export function readEscape(text: string, at: number): ReadRune | RegexpError {
  const { rune, end } = readRune(text, at + 1);
  if (rune === -1) return regexpError("trailing backslash at end of expression", "");
  const letter = String.fromCodePoint(rune);
  const invalid = (until: number): RegexpError =>
    regexpError("invalid escape sequence", text.slice(at, until));
  const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(text.slice(at + 1, at + 4))?.[0];
  if (octal !== undefined) return { rune: Number.parseInt(octal, 8), end: at + 1 + octal.length };
  if (letter === "x") {
    const read = readHexadecimal(text, end);
    return isRegexpError(read) ? invalid(end + read.part.length) : read;
  }
  const control = CONTROLS[letter];
  if (control !== undefined) return { rune: control, end };
  return rune < 0x80 && !/[0-9A-Za-z]/.test(letter) ? { rune, end } : invalid(end);
}

// What follows `\x`: two digits, or any number of them in braces. A mistake's part is what was read in vain.
function readHexadecimal(text: string, at: number): ReadRune | RegexpError {
  const first = readRune(text, at);
  const fail = (end: number): RegexpError =>
    regexpError("invalid escape sequence", text.slice(at, end));
  if (text[at] !== "{") {
    const second = readRune(text, first.end);
    const digits = text.slice(at, second.end);
    if (first.rune === -1 || !/^[0-9A-Fa-f]{2}$/.test(digits)) return fail(second.end);
    return { rune: Number.parseInt(digits, 16), end: second.end };
  }
  let rune = 0;
  for (let place = first.end; ;) {
    const next = readRune(text, place);
    if (text[place] === "}") return place === first.end ? fail(next.end) : { rune, end: next.end };
    const digit = /^[0-9A-Fa-f]$/.test(text[place] ?? "")
      ? Number.parseInt(text[place] ?? "", 16)
      : -1;
    rune = rune * 16 + digit;
    if (digit === -1 || rune > LAST_RUNE) return fail(next.end);
    place = next.end;
  }
}
