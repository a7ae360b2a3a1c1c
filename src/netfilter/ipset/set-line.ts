import type { SourceText } from "../../base/source-span.js";
import type { Word } from "../iptables/word.js";

/** The words of each line that is not empty and no comment; quotes hold a word with blanks together. */
export function* wordsOfLines({ name, text }: SourceText): Generator<readonly Word[]> {
  let start = 0;
  while (start <= text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const words = wordsOf(name, text.slice(start, end), start);
    if (words.length > 0 && !words[0]?.text.startsWith("#")) yield words;
    start = end + 1;
  }
}

function wordsOf(source: string, line: string, offset: number): readonly Word[] {
  return [...line.matchAll(/"([^"]*)"|[^\s"]+/g)].map((match) => ({
    text: match[1] ?? match[0],
    quoted: match[1] !== undefined,
    span: { source, start: offset + match.index, end: offset + match.index + match[0].length },
  }));
}
