import type { Rule } from "../rule-set.js";
import type { Evidence } from "./form.js";
import { formOf } from "./order.js";

/** Whether every match of a rule holds; null where one before the first that fails cannot be told. */
export function ruleHolds({ matches }: Rule, evidence: Evidence): boolean | null {
  for (const match of matches) {
    const holds = formOf(match).holds(match, evidence);
    if (holds !== true) return holds;
  }
  return true;
}
