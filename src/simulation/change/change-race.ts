import type { Change } from "../../cluster/change.js";
import { clashRuleOf } from "../../netfilter/conntrack/clash-rule.js";
import type { ChangePlace, Mistakes } from "./change-host.js";

/** From now on, datagrams of one exchange that come at the same moment are taken by two processors; or no longer. */
export function setRace(
  { stack }: ChangePlace,
  { kernel }: Change & { readonly kind: "conntrack-race" },
): Mistakes {
  stack.host.netfilter?.conntrack.race(kernel === null ? null : clashRuleOf(kernel));
  return [];
}
