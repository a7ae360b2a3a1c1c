import type { SourceSpan } from "../../base/source-span.js";

/** A word of a rule: what it says without its quotes, and its place. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
  readonly span: SourceSpan;
}

/** A word as iptables-save prints it: in quotes where it holds more than letters, digits, `_` and `-` (xtables_save_string). */
export function printQuoted(text: string): string {
  if (/^[\w-]+$/.test(text)) return text;
  return `"${text.replace(/["\\']/g, "\\$&")}"`;
}

/** Words as they are printed back. */
export function printWords(words: readonly Word[]): string {
  return words.map(({ text, quoted }) => (quoted ? printQuoted(text) : text)).join(" ");
}
