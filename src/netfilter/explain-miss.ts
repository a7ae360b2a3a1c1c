import type { WalkContext } from "../trace/event/netfilter-event.js";
import type { Evidence, Miss } from "./match/form.js";
import { formOf } from "./match/order.js";
import type { Rule } from "./rule-set.js";

export type { Miss } from "./match/form.js";

/**
 * Why a rule did not match: its first failing clause in the kernel's order, and the packet's own value. Null where the
 * recorded context cannot tell (an unknown match, a draw that was not recorded), or where the rule matches. What the
 * trace recorded of a match that asks the host itself is taken as it is.
 */
export function explainMiss(
  rule: Rule,
  context: WalkContext & { readonly draw?: number; readonly recorded?: Miss },
): Miss | null {
  if (context.recorded !== undefined)
    return { clause: context.recorded.clause, found: context.recorded.found };
  const evidence: Evidence = {
    ...context,
    surroundings: null,
    draw: () => context.draw ?? null,
  };
  for (const match of rule.matches) {
    const form = formOf(match);
    const holds = form.holds(match, evidence);
    if (holds === null) return null;
    if (!holds) return form.miss(match, evidence);
  }
  return null;
}
