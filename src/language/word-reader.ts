import { errorAt } from "../base/diagnostic.js";
import type { Report } from "../base/diagnostic.js";
import { headSpanOf } from "./syntax.js";
import type { Statement, Word } from "./syntax.js";

/** Reads the words of a statement behind its keyword, in order. */
export interface WordReader {
  readonly report: Report;
  /** The next word, left where it is. */
  peek(): Word | null;
  /** The next word if it is this one, unquoted. */
  skip(text: string): Word | null;
  /** The next word; where there is none, reports what was expected. */
  take(expected: string): Word | null;
  /** All words that are left, without the commas between them; where there are none, reports what was expected. */
  list(expected: string): readonly Word[];
  /** Reports the first word that nothing asked for. */
  end(): void;
}

/** A reader of a statement's words from the one at `from` on. */
export function readWords(statement: Statement, report: Report, from = 1): WordReader {
  const { words } = statement;
  let next = from;
  const peek = (): Word | null => words[next] ?? null;
  const missing = (expected: string): void => {
    const span = headSpanOf(statement);
    const after = words.at(-1)?.text ?? "";
    report(errorAt({ ...span, start: span.end }, "missing-value", { after, expected: [expected] }));
  };
  return {
    report,
    peek,
    skip: (text) => {
      const word = peek();
      if (word === null || word.quoted || word.text !== text) return null;
      next += 1;
      return word;
    },
    take: (expected) => {
      const word = peek();
      if (word === null) missing(expected);
      else next += 1;
      return word;
    },
    list: (expected) => {
      const rest = words.slice(next).filter((word) => word.quoted || word.text !== ",");
      next = words.length;
      if (rest.length === 0) missing(expected);
      return rest;
    },
    end: () => {
      const word = peek();
      if (word !== null) report(errorAt(word.span, "unexpected-word", { word: word.text }));
      next = words.length;
    },
  };
}
