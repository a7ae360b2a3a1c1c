import type { NamespaceHeader } from "../../trace/header.js";
import { textWidth } from "../measure.js";
import { addressesOf } from "../naming.js";

const ONE_LINE = 24;
const TWO_LINES = 36;
const AROUND = 30;

/** The height of the rows of a list of pods: two lines where a name and its address do not fit side by side. */
export function podRowHeight(pods: readonly NamespaceHeader[], width: number): number {
  const fits = pods.every((pod) => {
    const name = textWidth(pod.name, { size: 11 });
    const address = textWidth(addressesOf(pod)[0] ?? "", { size: 11, mono: true });
    return name + address + AROUND <= width;
  });
  return fits ? ONE_LINE : TWO_LINES;
}

/** Whether a row of this height has two lines. */
export function podRowForm(height: number): "row" | "tall-row" {
  return height > ONE_LINE ? "tall-row" : "row";
}
