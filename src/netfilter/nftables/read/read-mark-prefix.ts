import { DATA_TYPES } from "../expression/data-type.js";
import type { NftExpression } from "../expression/expression.js";
import { maskOfLength } from "../expression/mark-prefix.js";
import type { MatchPart } from "../model/rule-part.js";
import type { Cursor } from "./cursor.js";
import { elementIndex } from "./element-index.js";

// `0x80000000/1`: a value, and how many of the mark's highest bits are compared with it.
const PREFIX = /^(0x[\da-f]{1,8})\/([1-9]|[12]\d|3[01])$/i;

/** Reads what nft lists a mark by where its highest bits alone are compared; null, with nothing taken, where something else stands here. */
export function readMarkPrefix(
  cursor: Cursor,
  of: NftExpression,
): Pick<MatchPart, "of" | "values"> | null {
  if (of.kind !== "selector" || of.name !== "meta mark") return null;
  const token = cursor.peek();
  const [, value = "", length = ""] = PREFIX.exec(token?.kind === "word" ? token.text : "") ?? [];
  if (value === "") return null;
  cursor.take();
  const mask = maskOfLength(Number(length));
  const key = DATA_TYPES.mark.parse(String((Number(value) & mask) >>> 0)) ?? "";
  const element = { key, value: null, comment: null, timeout: null };
  const elements = elementIndex([{ element, span: null }], ["mark"]);
  return {
    of: { kind: "masked-mark", mask },
    values: { kind: "anonymous", elements, braces: false },
  };
}
