import type { RunePart } from "./rune-set.js";
import { runeRange } from "./rune-set.js";

/** The classes with a letter of their own (go regexp/syntax/perl_groups.go). */
const PERL: Readonly<Record<string, string>> = {
  d: "0-9",
  s: "\\t-\\n\\f-\\r ",
  w: "0-9A-Z_a-z",
};

/** The classes in `[:name:]` (perl_groups.go: posixGroup). */
const POSIX: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  ascii: "\\u{0}-\\u{7f}",
  blank: "\\t ",
  cntrl: "\\u{0}-\\u{1f}\\u{7f}",
  digit: "0-9",
  graph: "!-~",
  lower: "a-z",
  print: " -~",
  punct: "!-\\/:-@\\[-`\\{-~",
  space: "\\t-\\r ",
  upper: "A-Z",
  word: "0-9A-Z_a-z",
  xdigit: "0-9A-Fa-f",
};

/** The general categories that Go has tables of. */
const CATEGORY = /^(?:C[cfos]|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;

/** The scripts whose whole name has four letters; other names of that length are abbreviations, which Go does not know. */
const SHORT_SCRIPTS = ["Ahom", "Cham", "Kawi", "Lisu", "Miao", "Modi", "Newa", "Thai", "Toto"];

/** `\d`, `\S`: the class of a letter after a backslash; null where it has none. */
export function perlGroup(letter: string): RunePart | null {
  const text = PERL[letter.toLowerCase()];
  return text === undefined ? null : { text, negated: /[A-Z]/.test(letter) };
}

/** `alpha`, `^digit`: the class of a name between `[:` and `:]`; null where there is none. */
export function posixGroup(name: string): RunePart | null {
  const negated = name.startsWith("^");
  const plain = negated ? name.slice(1) : name;
  const text = Object.hasOwn(POSIX, plain) ? POSIX[plain] : undefined;
  return text === undefined ? null : { text, negated };
}

/** `Lu`, `Greek`, `Any`: a category or script of Unicode; null where Go has no table of that name. */
export function unicodeGroup(name: string): RunePart | null {
  if (name === "Any") return runeRange(0, 0x10ffff);
  // Code points without a character belong to no table of Go's.
  if (name === "C") return { text: "\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}", negated: false };
  if (CATEGORY.test(name)) return { text: `\\p{${name}}`, negated: false };
  return isScript(name) ? { text: `\\p{Script=${name}}`, negated: false } : null;
}

function isScript(name: string): boolean {
  if (!/^[A-Z][A-Za-z_]+$/.test(name)) return false;
  if (name.length === 4 && !SHORT_SCRIPTS.includes(name)) return false;
  try {
    return new RegExp(`\\p{Script=${name}}`, "u").unicode;
  } catch {
    return false;
  }
}
