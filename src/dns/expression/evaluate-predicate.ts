import { listOf } from "../dynamic-value.js";
import type { DynamicValue } from "../dynamic-value.js";
import { calculate } from "./arithmetic.js";
import { allocate, spend, spendOn } from "./budget.js";
import type { Evaluation, ItemScope } from "./evaluation.js";
import { EvaluationError } from "./expression-error.js";
import type { BuiltinNode, ExpressionNode } from "./node.js";
import { isDescending, sorted } from "./sort.js";
import { booleanOf, itemsOf, plain } from "./value.js";
import type { ExpressionValue } from "./value.js";

/** A call of a function that looks at an array's items (expr compiler/compiler.go: BuiltinNode). */
export function evaluatePredicateCall(
  { name, parameters }: BuiltinNode,
  evaluation: Evaluation,
): ExpressionValue {
  const { visit, budget } = evaluation;
  const [list, predicate, last] = parameters;
  if (list === undefined) return null;
  const items = itemsOf(visit(list));
  spend(budget, items.length);
  const each: Look = lookWith(predicate, items, evaluation);
  const holds = (index: number): boolean => booleanOf(each(index));
  const kept = (found: readonly DynamicValue[]): ExpressionValue => {
    allocate(budget, found.length);
    return listOf(found);
  };
  switch (name) {
    case "all":
      return items.every((_, index) => holds(index));
    case "none":
      return !items.some((_, index) => holds(index));
    case "any":
      return items.some((_, index) => holds(index));
    case "one":
      return items.filter((_, index) => holds(index)).length === 1;
    case "count":
      return BigInt(items.filter((_, index) => holds(index)).length);
    case "filter":
      return kept(items.filter((_, index) => holds(index)));
    case "map":
      return kept(items.map((_, index) => plain(each(index))));
    case "find":
      return items.find((_, index) => holds(index)) ?? null;
    case "findLast":
      return items.findLast((_, index) => holds(index)) ?? null;
    case "findIndex":
      return place(items.findIndex((_, index) => holds(index)));
    case "findLastIndex":
      return place(items.findLastIndex((_, index) => holds(index)));
    case "sum":
      return items.reduce<ExpressionValue>((sum, _, index) => calculate("+", each(index), sum), 0n);
    case "sortBy": {
      const descending = isDescending(last === undefined ? "asc" : visit(last));
      const keys = items.map((_, index) => each(index));
      spendOn(budget, keys);
      return kept(sorted(items, keys, descending));
    }
    default:
      return reduce(items, last === undefined ? undefined : visit(last), each);
  }
}

// What a predicate says of an item.
type Look = (index: number, accumulator?: ExpressionValue) => ExpressionValue;

function lookWith(
  predicate: ExpressionNode | undefined,
  items: readonly DynamicValue[],
  { scopes, visit }: Evaluation,
): Look {
  if (predicate?.kind !== "predicate") return (index) => items[index] ?? null;
  return (index, accumulator = null) => {
    const scope: ItemScope = { items, index, accumulator };
    scopes.push(scope);
    const value = visit(predicate.body);
    scopes.pop();
    return value;
  };
}

function place(index: number): bigint | null {
  return index === -1 ? null : BigInt(index);
}

function reduce(
  items: readonly DynamicValue[],
  first: ExpressionValue | undefined,
  each: Look,
): ExpressionValue {
  if (first === undefined && items.length === 0) {
    throw new EvaluationError("reduce of empty array with no initial value");
  }
  let value = first ?? items[0] ?? null;
  if (first !== undefined) value = first;
  for (let index = first === undefined ? 1 : 0; index < items.length; index++) {
    value = each(index, value);
  }
  return value;
}
