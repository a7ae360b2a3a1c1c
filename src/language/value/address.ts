import { parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { formatPrefix, parsePrefix } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { Said } from "../../cluster/declaration.js";
import type { Word } from "../syntax.js";

/** An address with its place; null, with a diagnostic, where the word is none. */
export function readAddress(word: Word, report: Report): Said<Address> | null {
  const value = parseAddress(word.text);
  if (value !== null) return { value, span: word.span };
  const bare = parsePrefix(word.text);
  const nearest = bare !== null ? { nearest: word.text.split("/")[0] ?? "" } : {};
  report(errorAt(word.span, "bad-address", { text: word.text, ...nearest }));
  return null;
}

/** A range with its place; null, with a diagnostic, where the word is none. */
export function readPrefix(word: Word, report: Report): Said<Prefix> | null {
  const value = word.text.includes("/") ? parsePrefix(word.text) : null;
  if (value === null) {
    report(errorAt(word.span, "bad-prefix", { text: word.text }));
    return null;
  }
  const written = parseAddress(word.text.split("/")[0] ?? "");
  if (written !== value.base) {
    const parameters = { text: word.text, nearest: formatPrefix(value) };
    report(warningAt(word.span, "prefix-host-bits", parameters));
  }
  return { value, span: word.span };
}

/** The values that can be read of words; those that cannot are reported and left out. */
export function readEach<T>(
  words: readonly Word[],
  read: (word: Word, report: Report) => T | null,
  report: Report,
): readonly T[] {
  return words.map((word) => read(word, report)).filter((value) => value !== null);
}
