import { listOf } from "../dynamic-value.js";
import type { DynamicValue } from "../dynamic-value.js";
import { allocate, spend } from "./budget.js";
import type { BuiltinFunction } from "./builtin-function.js";
import { isEqual } from "./compare.js";
import { itemAt } from "./evaluate-member.js";
import { EvaluationError, ExpressionUnsupported } from "./expression-error.js";
import { isDescending, sorted } from "./sort.js";
import { integerOf, isList, isMap, itemsOf, typeName } from "./value.js";
import type { ExpressionValue } from "./value.js";

/** The functions of arrays and maps (expr builtin/builtin.go). */
export const LIST_FUNCTIONS: Readonly<Record<string, BuiltinFunction>> = {
  len: ([value]) => BigInt(lengthOf(value)),
  first: ([list]) => endOf(list, 0n),
  last: ([list]) => endOf(list, -1n),
  get: ([from = null, key = null]) => (from === null ? null : (itemAt(from, key) ?? null)),
  take: ([list, count]) => {
    const most = integerOf(count);
    if (most < 0n) throw new EvaluationError("reflect: slice index out of bounds");
    return listOf(itemsOf(list).slice(0, Number(most)));
  },
  keys: ([map]) => listOf(entriesOf(map).map(([key]) => key)),
  values: ([map]) => listOf(entriesOf(map).map(([, value]) => value)),
  reverse: ([list], budget) => {
    allocate(budget, itemsOf(list).length);
    return listOf(itemsOf(list).toReversed());
  },
  uniq: ([list], budget) => {
    const kept: DynamicValue[] = [];
    for (const item of itemsOf(list)) {
      spend(budget, kept.length);
      if (!kept.some((one) => isEqual(item, one))) kept.push(item);
    }
    return listOf(kept);
  },
  concat: (lists, budget) => {
    const all = lists.flatMap(itemsOf);
    allocate(budget, all.length);
    return listOf(all);
  },
  flatten: ([list], budget) => {
    const all = flattened(itemsOf(list));
    allocate(budget, all.length);
    return listOf(all);
  },
  sort: ([list, order = "asc"], budget) => {
    const items = itemsOf(list);
    allocate(budget, items.length);
    return listOf(sorted(items, items, isDescending(order)));
  },
};

// Characters of a text.
function lengthOf(value: ExpressionValue | undefined): number {
  if (typeof value === "string") return Array.from(value).length;
  if (isList(value)) return value.items.length;
  if (isMap(value)) return value.entries.size;
  throw new EvaluationError(`invalid argument for len (type ${typeName(value)})`);
}

// Nil where there is no such item.
function endOf(list: ExpressionValue | undefined, index: bigint): ExpressionValue {
  return isList(list) ? (itemAt(list, index) ?? null) : null;
}

// Go goes through a map in no order.
function entriesOf(map: ExpressionValue | undefined): readonly (readonly [string, DynamicValue])[] {
  if (!isMap(map)) throw new EvaluationError(`a ${typeName(map)} is no map`);
  if (map.entries.size > 1) throw new ExpressionUnsupported("the order of a map");
  return [...map.entries];
}

function flattened(items: readonly DynamicValue[]): readonly DynamicValue[] {
  return items.flatMap((item) => (isList(item) ? flattened(item.items) : [item]));
}
