import { errorAt } from "../../base/diagnostic.js";
import type { DiagnosticParameters, Report } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";

/** A word of an iproute2 command line, and its place. */
export interface ToolWord {
  readonly text: string;
  readonly span: SourceSpan;
}

/** Reads the words of a command line in order. */
export interface ToolWords {
  /** The next word; null at the end. */
  next(): ToolWord | null;
  /** The next word, left where it is. */
  peek(): ToolWord | null;
  /** The word after an option; where there is none, reports what was expected. */
  after(option: ToolWord, expected: string): ToolWord | null;
  /** Reports a mistake at a word; always null. */
  mistake(word: ToolWord, code: string, parameters?: DiagnosticParameters): null;
  /** Whether a mistake was reported. */
  readonly isWrong: () => boolean;
}

/** A reader of a command line's words. */
export function toolWords(words: readonly ToolWord[], report: Report): ToolWords {
  let place = 0;
  let wrong = false;
  const mistake: ToolWords["mistake"] = (word, code, parameters = {}) => {
    wrong = true;
    report(errorAt(word.span, code, parameters));
    return null;
  };
  const next = (): ToolWord | null => words[place++] ?? null;
  return {
    next,
    peek: () => words[place] ?? null,
    after: (option, expected) => {
      const word = next();
      if (word !== null) return word;
      const end = { ...option.span, start: option.span.end };
      return mistake({ text: "", span: end }, "missing-value", {
        after: option.text,
        expected: [expected],
      });
    },
    mistake,
    isWrong: () => wrong,
  };
}

/** The words of a command line that another program wrote down. */
export function splitWords(text: string, source: string): readonly ToolWord[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word,
    span: { source, start: index, end: index + word.length },
  }));
}

/** What a reader makes of a command line that must be right; throws where it is not. */
export function readRight<T>(
  text: string,
  read: (words: readonly ToolWord[], report: Report) => T | null,
): T {
  const mistakes: string[] = [];
  const value = read(splitWords(text, text), ({ code, parameters }) => {
    mistakes.push(`${code} ${JSON.stringify(parameters)}`);
  });
  if (value === null || mistakes.length > 0)
    throw new Error(`hopwise: cannot read "${text}": ${mistakes.join("; ")}`);
  return value;
}
