import type { SourceText } from "../../base/source-span.js";
import { SyntaxError as UnreadableLine, parse } from "../generated/iptables-save.js";
import type { Word } from "./word.js";

/** One line of a dump. */
export type Line =
  | { readonly kind: "blank" }
  | { readonly kind: "commit" }
  | { readonly kind: "table"; readonly name: Word }
  | { readonly kind: "chain"; readonly name: Word; readonly policy: Word }
  | {
      readonly kind: "rule";
      readonly command: "append" | "insert";
      readonly chain: Word;
      readonly words: readonly Word[];
    }
  | { readonly kind: "delete-chain"; readonly chain: Word }
  | {
      readonly kind: "unreadable";
      /** Where in the source reading stopped, what was expected there, and what stood there. */
      readonly at: number;
      readonly expected: readonly string[];
      readonly found: string;
    };

/** The lines of a dump, each with its place in the whole text. */
export function* linesOf({ name, text }: SourceText): Generator<Line, void, undefined> {
  let start = 0;
  while (start <= text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    yield lineOf(name, text.slice(start, end), start);
    start = end + 1;
  }
}

function lineOf(source: string, text: string, offset: number): Line {
  try {
    return parse(text, { source, offset }) as Line;
  } catch (error) {
    if (!(error instanceof UnreadableLine)) throw error;
    const expected = (error.expected ?? []).map(
      ({ text, description }) => description ?? text ?? "",
    );
    return {
      kind: "unreadable",
      at: offset + error.location.start.offset,
      expected: [...new Set(expected)].filter((each) => each !== "").sort(),
      found: error.found ?? "",
    };
  }
}
