import { compileRegexp } from "../../regexp/regexp.js";
import { formatRegexpError } from "../../regexp/syntax-error.js";
import { listOf } from "../dynamic-value.js";
import type { DynamicList } from "../dynamic-value.js";
import { allocate, spend } from "./budget.js";
import type { Budget } from "./budget.js";
import { isEqual } from "./compare.js";
import { EvaluationError } from "./expression-error.js";
import type { ExpressionNode } from "./node.js";
import { isList, isMap, textOf, typeName } from "./value.js";
import type { ExpressionValue } from "./value.js";

/** Whether a value is in a list or a key of a map (expr vm/runtime/runtime.go: In). */
export function isIn(
  value: ExpressionValue,
  within: ExpressionValue,
  written: ExpressionNode,
): boolean {
  if (within === null) return false;
  // The real optimizer makes a map of literals, of which only texts can be keys.
  const isSet = written.kind === "array" && written.nodes.length > 0;
  if (isSet && written.nodes.every(({ kind }) => kind === "string")) {
    return isList(within) && within.items.includes(value === null ? "" : textOf(value));
  }
  if (isList(within)) return within.items.some((item) => isEqual(item, value));
  if (isMap(within)) return within.entries.has(value === null ? "" : textOf(value));
  throw new EvaluationError(`operator "in" not defined on ${typeName(within)}`);
}

/** Whether a text matches a regular expression; nil on either side does not. */
export function isMatch(text: ExpressionValue, pattern: ExpressionValue, budget: Budget): boolean {
  if (text === null || pattern === null) return false;
  const source = textOf(pattern);
  const searched = textOf(text);
  const regexp = compileRegexp(source);
  if (regexp.kind !== "regexp") throw new EvaluationError(formatRegexpError(regexp));
  spend(budget, 10 + Math.ceil((regexp.size * (4 + searched.length)) / 16));
  return regexp.find(searched) !== null;
}

/** The whole numbers from one to another, with both. */
export function rangeOf(from: bigint, to: bigint, budget: Budget): DynamicList {
  const size = to < from ? 0n : to - from + 1n;
  allocate(budget, Number(size));
  return listOf(Array.from({ length: Number(size) }, (_, index) => from + BigInt(index)));
}
