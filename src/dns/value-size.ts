import { isComposite } from "./dynamic-value.js";
import type { DynamicValue } from "./dynamic-value.js";

// So deep no text of a query nests, and no call stack ends.
const DEEPEST = 100;

/**
 * How much work a value is to go through: one for each value in it, however often it stands there, and one for every 8
 * characters; infinite where that is more than `most`, or where lists stand in each other too deep.
 */
export function valueSize(value: DynamicValue | undefined, most: number): number {
  return sizeAt(value, most, 0);
}

function sizeAt(value: DynamicValue | undefined, most: number, depth: number): number {
  if (typeof value === "string") return value.length >> 3;
  if (!isComposite(value) || (value.kind !== "list" && value.kind !== "map")) return 0;
  if (depth > DEEPEST) return Infinity;
  let size = 0;
  for (const item of value.kind === "list" ? value.items : [...value.entries].flat()) {
    size += 1 + sizeAt(item, most - size, depth + 1);
    if (size > most) return Infinity;
  }
  return size;
}
