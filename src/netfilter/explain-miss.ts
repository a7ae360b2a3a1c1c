import type { WalkContext } from "../trace/event/netfilter-event.js";
import type { Evidence, Miss } from "./match/form.js";
import { formOf } from "./match/order.js";
import type { Rule } from "./rule-set.js";

export type { Miss } from "./match/form.js";

/**
 * Why a rule did not match: its first failing clause in the kernel's order, and the packet's own value. Null where the
 * recorded context cannot tell (an unknown match, `-m recent`, a draw that was not recorded), or where the rule matches.
 */
export function explainMiss(
  rule: Rule,
  context: WalkContext & { readonly draw?: number },
): Miss | null {
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
