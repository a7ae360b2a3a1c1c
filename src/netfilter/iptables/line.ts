import type { SourceText } from "../../base/source-span.js";
import { SyntaxError as UnreadableLine, parse } from "../generated/iptables-save.js";
import type { UsualRule, UsualRules } from "./usual-rule.js";
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
  | UsualRule
  | { readonly kind: "delete-chain"; readonly chain: Word }
  | {
      readonly kind: "unreadable";
      /** Where in the source reading stopped, what was expected there, and what stood there. */
      readonly at: number;
      readonly expected: readonly string[];
      readonly found: string;
    };

/** The lines of a dump, each with its place in the whole text; usual rules are read at once where a reader of them is given. */
export function* linesOf(
  { name, text }: SourceText,
  usual: UsualRules | null = null,
): Generator<Line, void, undefined> {
  const isPlain = !UNUSUAL.test(text);
  let start = 0;
  while (start <= text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const quick =
      usual !== null && (isPlain || !UNUSUAL.test(text.slice(start, end)))
        ? quickLine({ name, text }, { start, end }, usual)
        : null;
    yield quick ?? lineOf(name, text.slice(start, end), start);
    start = end + 1;
  }
}

// Words may hold none of these, or need the grammar to tell what they say.
const UNUSUAL = /[\t\r\\]/;

const UNCOUNTED = " - [0:0]";

function quickLine(
  { name, text }: SourceText,
  { start, end }: { readonly start: number; readonly end: number },
  read: UsualRules,
): Line | null {
  const usual = read(text, start, end);
  if (usual !== null) return usual;
  const nameEnd = end - UNCOUNTED.length;
  if (!text.startsWith(":", start) || nameEnd <= start + 1 || !text.startsWith(UNCOUNTED, nameEnd))
    return null;
  const chain = text.slice(start + 1, nameEnd);
  if (/[ "]/.test(chain)) return null;
  const at = { source: name, start: start + 1, end: nameEnd };
  const policyAt = { source: name, start: nameEnd + 1, end: nameEnd + 2 };
  return {
    kind: "chain",
    name: { text: chain, quoted: false, span: at },
    policy: { text: "-", quoted: false, span: policyAt },
  };
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
