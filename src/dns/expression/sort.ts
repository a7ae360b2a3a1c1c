import type { DynamicValue } from "../dynamic-value.js";
import { isEqual, isLess } from "./compare.js";
import { EvaluationError, ExpressionUnsupported } from "./expression-error.js";
import type { ExpressionValue } from "./value.js";

// So many items Go's sort.Sort puts in order without changing those that are alike.
const KEPT_IN_ORDER = 12;

/** Items in the order of what stands for them; throws where two of them cannot be compared (expr vm/runtime/sort.go). */
export function sorted(
  items: readonly DynamicValue[],
  keys: readonly ExpressionValue[],
  descending: boolean,
): readonly DynamicValue[] {
  const places = items.map((_, index) => index);
  const keyAt = (place: number): ExpressionValue => keys[place] ?? null;
  places.sort((one, other) => {
    const [left, right] = descending ? [other, one] : [one, other];
    if (isLess(keyAt(left), keyAt(right))) return -1;
    return isLess(keyAt(right), keyAt(left)) ? 1 : 0;
  });
  const isOpen =
    items.length > KEPT_IN_ORDER &&
    places.some((place, index) => {
      const before = places[index - 1];
      if (before === undefined || !isEqual(keyAt(before), keyAt(place))) return false;
      return !isEqual(items[before] ?? null, items[place] ?? null);
    });
  if (isOpen) throw new ExpressionUnsupported("the order of items that are alike");
  return places.map((place) => items[place] ?? null);
}

/** Whether an order is `desc`; throws where it is no order. */
export function isDescending(order: ExpressionValue): boolean {
  if (order === "asc" || order === "desc") return order === "desc";
  throw new EvaluationError("invalid order, expected asc or desc");
}
