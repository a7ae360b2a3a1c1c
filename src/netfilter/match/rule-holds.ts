import type { Rule } from "../rule-set.js";
import type { Evidence } from "./form.js";
import type { Match } from "./match.js";
import { formOf } from "./order.js";

/** Whether every match of a rule holds: `holds`, the first one that does not, or `unknown` where that cannot be told. */
export function ruleHolds({ matches }: Rule, evidence: Evidence): Match | "holds" | "unknown" {
  for (const match of matches) {
    const holds = formOf(match).holds(match, evidence);
    if (holds !== true) return holds === null ? "unknown" : match;
  }
  return "holds";
}
