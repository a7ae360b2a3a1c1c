import { listOf } from "../dynamic-value.js";
import { spendOn } from "./budget.js";
import { ChainEnd } from "./evaluation.js";
import type { Evaluation } from "./evaluation.js";
import { EvaluationError, ExpressionUnsupported } from "./expression-error.js";
import type { ExpressionNode, MemberNode } from "./node.js";
import { byteSlice, bytesIn } from "./text-bytes.js";
import { integerOf, isList, isMap, textOf, typeName } from "./value.js";
import type { ExpressionValue } from "./value.js";

/** A member of a map or an item of a list (expr vm/runtime/runtime.go: Fetch). */
export function evaluateMember(
  { of, property, optional }: MemberNode,
  { visit }: Evaluation,
): ExpressionValue {
  const from = visit(of);
  if (optional && from === null) throw new ChainEnd();
  const value = itemAt(from, visit(property));
  if (value === undefined) throw new EvaluationError("index out of range");
  return value;
}

/** The item of a list or a map; undefined for a place that a list has not, nil for a key that a map has not. */
export function itemAt(from: ExpressionValue, key: ExpressionValue): ExpressionValue | undefined {
  if (isList(from)) {
    const index = integerOf(key);
    return from.items[Number(index < 0n ? index + BigInt(from.items.length) : index)];
  }
  if (isMap(from)) return from.entries.get(key === null ? "" : textOf(key)) ?? null;
  if (typeof from === "string") throw new ExpressionUnsupported("a byte of a text");
  throw new EvaluationError(`cannot fetch from ${typeName(from)}`);
}

/** A part of a list, or of a text's bytes (runtime.go: Slice). */
export function evaluateSlice(
  { of, from, to }: Extract<ExpressionNode, { readonly kind: "slice" }>,
  { visit, budget }: Evaluation,
): ExpressionValue {
  const value = visit(of);
  spendOn(budget, [value]);
  const length = isList(value)
    ? value.items.length
    : typeof value === "string"
      ? bytesIn(value)
      : null;
  if (length === null) throw new EvaluationError(`cannot slice ${typeName(value)}`);
  const bound = (node: ExpressionNode | null, otherwise: number): number => {
    const given = node === null ? otherwise : Number(integerOf(visit(node)));
    return Math.min(length, Math.max(0, given < 0 ? length + given : given));
  };
  const end = bound(to, length);
  const start = Math.min(end, bound(from, 0));
  if (isList(value)) return listOf(value.items.slice(start, end));
  return byteSlice(textOf(value), start, end);
}
