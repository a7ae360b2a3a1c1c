import { errorAt, warningAt } from "../../../base/diagnostic.js";
import type { DiagnosticParameters, Report } from "../../../base/diagnostic.js";
import { nearest } from "../../../base/nearest.js";
import type { SourceSpan, SourceText } from "../../../base/source-span.js";
import type { Token } from "./token.js";

/** A place in a list of tokens, from which a reader takes one after the other. */
export interface Cursor {
  readonly peek: (ahead?: number) => Token | null;
  readonly take: () => Token | null;
  /** Takes the next token if it is this one. */
  readonly skip: (text: string) => boolean;
  readonly isAt: (...texts: readonly string[]) => boolean;
  /** What was read from a token on, as it was written, with single spaces. */
  readonly textFrom: (start: Token | null) => string;
  /** Says that something else should stand here (or at the token given), and gives null. */
  readonly mistake: (code: string, about?: Mistake) => null;
  readonly warn: (code: string, about?: Mistake) => void;
}

/** What is wrong: where, and what would have been right. */
export interface Mistake {
  readonly token?: Token | null;
  readonly expected?: readonly string[];
  readonly parameters?: DiagnosticParameters;
}

/** A cursor at the first of some tokens. */
export function createCursor(
  tokens: readonly Token[],
  { name, text }: SourceText,
  report: Report,
): Cursor {
  let at = 0;
  const peek: Cursor["peek"] = (ahead = 0) => tokens[at + ahead] ?? null;
  const placed = (token: Token | null): SourceSpan => {
    const last = tokens.at(-1);
    const end = last?.end ?? 0;
    return token === null
      ? { source: name, start: end, end }
      : { source: name, start: token.start, end: token.end };
  };
  const about = ({ token = peek(), expected = [], parameters = {} }: Mistake) => {
    const found = token === null || token.kind === "line-end" ? "" : token.text;
    const near = found === "" ? null : nearest(found, expected);
    return {
      span: placed(token),
      parameters: {
        ...parameters,
        found,
        ...(expected.length === 0 ? {} : { expected }),
        ...(near === null ? {} : { nearest: near }),
      },
    };
  };
  return {
    peek,
    take() {
      const token = peek();
      if (token !== null) at++;
      return token;
    },
    skip(wanted) {
      const token = peek();
      const is = token !== null && token.kind !== "text" && token.text === wanted;
      if (is) at++;
      return is;
    },
    isAt: (...texts) => {
      const token = peek();
      return token !== null && token.kind !== "text" && texts.includes(token.text);
    },
    textFrom(start) {
      const last = tokens[at - 1];
      if (start === null || last === undefined || last.end <= start.start) return "";
      return singleSpaced(text.slice(start.start, last.end));
    },
    mistake(code, mistaken = {}) {
      const { span, parameters } = about(mistaken);
      report(errorAt(span, code, parameters));
      return null;
    },
    warn(code, mistaken = {}) {
      const { span, parameters } = about(mistaken);
      report(warningAt(span, code, parameters));
    },
  };
}

/** Runs of white space outside quotes as one space each. */
export function singleSpaced(text: string): string {
  return /\s\s|[\t\n\r]/.test(text)
    ? text.replace(/"[^"]*"|\s+/g, (piece) => (piece.startsWith('"') ? piece : " "))
    : text;
}
