import type { Statement, Word } from "../syntax.js";

/** The words of a statement with one space between them, and none before a comma. */
export function headText({ words }: Pick<Statement, "words">): string {
  return words
    .map((word, index) => `${index === 0 || isComma(word) ? "" : " "}${wordText(word)}`)
    .join("");
}

/** A word as it is written; a text in quotes with what must be escaped in it. */
export function wordText({ text, quoted }: Word): string {
  if (!quoted) return text;
  const escaped = text.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t");
  return `"${escaped}"`;
}

function isComma({ text, quoted }: Word): boolean {
  return text === "," && !quoted;
}
