import { isComposite } from "../dynamic-value.js";
import type { DynamicValue } from "../dynamic-value.js";
import { printValue } from "./print.js";
import { TemplateUnsupported } from "./template-error.js";

/** A turn of a loop. */
export interface Iteration {
  readonly index: DynamicValue;
  readonly item: DynamicValue;
}

const MOST = 10_000n;

/** The turns of a loop over a value; a text is what is wrong with that (go text/template/exec.go: walkRange). */
export function iterationsOf(
  value: DynamicValue | undefined,
  variables: number,
): readonly Iteration[] | string {
  if (value === undefined || value === null) return [];
  if (typeof value === "bigint") {
    if (variables > 1) return `can't use ${value} to iterate over more than one variable`;
    if (value > MOST) throw new TemplateUnsupported("so many turns");
    const count = Number(value < 0n ? 0n : value);
    return Array.from({ length: count }, (_, index) => {
      const turn = BigInt(index);
      return { index: turn, item: turn };
    });
  }
  if (isComposite(value) && value.kind === "list") {
    return value.items.map((item, index) => ({ index: BigInt(index), item }));
  }
  if (isComposite(value) && value.kind === "map") {
    const sorted = [...value.entries].sort(([one], [other]) => (one < other ? -1 : 1));
    return sorted.map(([index, item]) => ({ index, item }));
  }
  return `range can't iterate over ${printValue(value)}`;
}
