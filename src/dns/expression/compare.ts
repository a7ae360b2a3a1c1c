import type { DynamicMap } from "../dynamic-value.js";
import { EvaluationError } from "./expression-error.js";
import { isList, isMap, isNumeric, typeName } from "./value.js";
import type { ExpressionValue } from "./value.js";

/** Whether two values are alike (expr vm/runtime/helpers: Equal); numbers of both kinds are. */
export function isEqual(one: ExpressionValue, other: ExpressionValue): boolean {
  if (isNumeric(one) && isNumeric(other)) {
    return typeof one === typeof other ? one === other : Number(one) === Number(other);
  }
  if (isList(one) && isList(other)) return areAlike(one.items, other.items, isEqual);
  return isSame(one, other);
}

// Go's reflect.DeepEqual.
function isSame(one: ExpressionValue, other: ExpressionValue): boolean {
  if (isList(one) && isList(other)) return areAlike(one.items, other.items, isSame);
  if (isMap(one) && isMap(other)) return areSameMaps(one, other);
  return one === other;
}

function areSameMaps(one: DynamicMap, other: DynamicMap): boolean {
  if (one.entries.size !== other.entries.size) return false;
  return [...one.entries].every(([key, value]) => {
    const found = other.entries.get(key);
    return found !== undefined && isSame(value, found);
  });
}

function areAlike(
  one: readonly ExpressionValue[],
  other: readonly ExpressionValue[],
  alike: (one: ExpressionValue, other: ExpressionValue) => boolean,
): boolean {
  if (one.length !== other.length) return false;
  return one.every((item, index) => alike(item, other[index] ?? null));
}

/** Whether a value is less than another; only numbers and texts are. */
export function isLess(one: ExpressionValue, other: ExpressionValue): boolean {
  if (isNumeric(one) && isNumeric(other)) return one < other;
  if (typeof one === "string" && typeof other === "string") return isLessText(one, other);
  throw new EvaluationError(`invalid operation: ${typeName(one)} < ${typeName(other)}`);
}

/** Whether a value is less than another or like it. */
export function isAtMost(one: ExpressionValue, other: ExpressionValue): boolean {
  if (isNumeric(one) && isNumeric(other)) return one <= other;
  return !isLess(other, one);
}

// Go compares the bytes, which stand in the order of the code points.
function isLessText(one: string, other: string): boolean {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const left = one.codePointAt(at);
  const right = other.codePointAt(at);
  return left === undefined ? right !== undefined : right !== undefined && left < right;
}
