import type { Statement, Word } from "../syntax.js";

/** The words of a statement with one space between them, and none before a comma; in another program's command line, only where there was one. */
export function headText({ words }: Pick<Statement, "words">): string {
  const isCommand = COMMANDS.includes(words[0]?.text ?? "") && words[0]?.quoted === false;
  return words
    .map((word, index) => {
      const isTight = index === 0 || (isCommand ? word.gap === 0 : isComma(word));
      return `${isTight ? "" : " "}${wordText(word)}`;
    })
    .join("");
}

/** The words before another program's own, in which a space may mean something: `--dports 80,443`. */
const COMMANDS: readonly string[] = ["iptables", "ip6tables"];

/** A word as it is written; a text in quotes with what must be escaped in it. */
export function wordText({ text, quoted }: Word): string {
  if (!quoted) return text;
  const escaped = text.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t");
  return `"${escaped}"`;
}

function isComma({ text, quoted }: Word): boolean {
  return text === "," && !quoted;
}
