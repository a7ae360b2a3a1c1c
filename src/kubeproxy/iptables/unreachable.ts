import { comment, filterRule } from "./restore-rule.js";
import type { RestoreRule } from "./restore-rule.js";
import type { Reachability } from "../reachability.js";
import type { PortPlan } from "./port-plan.js";

/**
 * The rule of table filter that ends traffic for which there is no endpoint: rejected where no node has one,
 * dropped where only this node has none, so that a load balancer turns to another node.
 */
export function unreachableRule(
  chain: string,
  plan: PortPlan,
  traffic: { readonly reachability: Reachability; readonly match: string },
): RestoreRule | null {
  switch (traffic.reachability.kind) {
    case "reachable":
      return null;
    case "no-endpoints":
      return filterRule(
        chain,
        comment(`${plan.port.name} has no endpoints`),
        traffic.match,
        "-j REJECT",
      );
    case "no-local-endpoints":
      return filterRule(
        chain,
        comment(`${plan.port.name} has no local endpoints`),
        traffic.match,
        "-j DROP",
      );
  }
}
