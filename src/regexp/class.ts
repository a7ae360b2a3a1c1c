import { readEscape, readRune } from "./escape.js";
import type { ReadRune } from "./escape.js";
import { perlGroup, posixGroup, unicodeGroup } from "./group.js";
import { runeRange } from "./rune-set.js";
import type { RunePart } from "./rune-set.js";
import { isRegexpError, regexpError } from "./syntax-error.js";
import type { RegexpError } from "./syntax-error.js";

/** Parts of a class that were read, and where the text goes on. */
export interface ReadParts {
  readonly parts: readonly RunePart[];
  readonly end: number;
}

/** What stands between brackets, whether it is negated, and where the text goes on. */
export interface ReadClass extends ReadParts {
  readonly negated: boolean;
}

/** Reads `[…]` from its bracket on (go regexp/syntax/parse.go: parseClass). */
export function readClass(text: string, start: number): ReadClass | RegexpError {
  const negated = text[start + 1] === "^";
  const parts: RunePart[] = [];
  const first = start + (negated ? 2 : 1);
  let at = first;
  // A bracket that stands first is one of the class.
  while (text[at] !== "]" || at === first) {
    const group = readNamed(text, at) ?? readGroup(text, at);
    const read = group ?? readSimpleRange(text, at, start);
    if (isRegexpError(read)) return read;
    parts.push(...read.parts);
    at = read.end;
  }
  return { parts, negated, end: at + 1 };
}

/** `\pN`, `\P{Greek}`, `\d`: a group after a backslash; null where no group begins. */
export function readGroup(text: string, at: number): ReadParts | RegexpError | null {
  if (text[at] !== "\\") return null;
  const letter = text[at + 1] ?? "";
  if (letter === "p" || letter === "P") return readUnicode(text, at);
  const part = perlGroup(letter);
  return part === null ? null : { parts: [part], end: at + 2 };
}

function readNamed(text: string, at: number): ReadParts | RegexpError | null {
  if (!text.startsWith("[:", at)) return null;
  const close = text.indexOf(":]", at + 2);
  if (close === -1) return null;
  const part = posixGroup(text.slice(at + 2, close));
  if (part !== null) return { parts: [part], end: close + 2 };
  return regexpError("invalid character class range", text.slice(at, close + 2));
}

function readUnicode(text: string, at: number): ReadParts | RegexpError {
  const { end: afterOne } = readRune(text, at + 2);
  const isBraced = text[at + 2] === "{";
  const close = isBraced ? text.indexOf("}", at) : afterOne;
  const end = close === -1 ? text.length : isBraced ? close + 1 : afterOne;
  const written = text.slice(at + (isBraced ? 3 : 2), close);
  const isInverse = written.startsWith("^");
  const part = close === -1 ? null : unicodeGroup(isInverse ? written.slice(1) : written);
  if (part === null) return regexpError("invalid character class range", text.slice(at, end));
  const negated = (text[at + 1] === "P") !== isInverse;
  return { parts: [{ ...part, negated }], end };
}

function readSimpleRange(text: string, at: number, start: number): ReadParts | RegexpError {
  const low = readClassRune(text, at, start);
  if (isRegexpError(low)) return low;
  const isRange = text[low.end] === "-" && low.end + 1 < text.length && text[low.end + 1] !== "]";
  const high = isRange ? readClassRune(text, low.end + 1, start) : low;
  if (isRegexpError(high)) return high;
  if (high.rune < low.rune) {
    return regexpError("invalid character class range", text.slice(at, high.end));
  }
  return { parts: [runeRange(low.rune, high.rune)], end: high.end };
}

function readClassRune(text: string, at: number, start: number): ReadRune | RegexpError {
  if (at >= text.length) return regexpError("missing closing ]", text.slice(start));
  return text[at] === "\\" ? readEscape(text, at) : readRune(text, at);
}
