import { contains, formatPrefix } from "../../base/prefix.js";
import type { RuleContext } from "./context.js";
import { toAddress } from "./port-plan.js";
import type { PortPlan } from "./port-plan.js";
import { comment, filterRule, natRule } from "./restore-rule.js";
import type { RestoreRule } from "./restore-rule.js";
import { unreachableRule } from "./unreachable.js";

/** The rules of the addresses that a load balancer was given: to its endpoints, or through the firewall chain. */
export function loadBalancerRules(plan: PortPlan, { traits }: RuleContext): readonly RestoreRule[] {
  const { port, chains } = plan;
  if (!plan.usesExternalChain) return [];
  const target = plan.usesFirewallChain ? chains.firewall : chains.external;
  return port.loadBalancerAddresses.flatMap((address) => {
    const match = toAddress(port, address);
    const text = comment(`${port.name} loadbalancer IP`);
    const leftOver = comment(`${port.name} traffic not accepted by ${chains.firewall}`);
    return [
      natRule("KUBE-SERVICES", text, match, `-j ${target}`),
      // Table nat must not drop, so what the firewall chain did not translate is dropped in filter.
      ...(plan.usesFirewallChain && !traits.marksDrops
        ? [filterRule("KUBE-PROXY-FIREWALL", leftOver, match, "-j DROP")]
        : []),
    ];
  });
}

/** The rules that end traffic to a load balancer's addresses where no endpoint can take it. */
export function loadBalancerRefusalRules(plan: PortPlan): readonly RestoreRule[] {
  return plan.port.loadBalancerAddresses.flatMap((address) => {
    const refusal = unreachableRule("KUBE-EXTERNAL-SERVICES", plan, {
      reachability: plan.external,
      match: toAddress(plan.port, address),
    });
    return refusal === null ? [] : [refusal];
  });
}

/** The firewall chain: the sources that `loadBalancerSourceRanges` admits. */
export function firewallChainRules(plan: PortPlan, context: RuleContext): readonly RestoreRule[] {
  const { port, chains } = plan;
  if (!plan.usesFirewallChain) return [];
  const text = comment(`${port.name} loadbalancer IP`);
  // A node's own packets to the address loop back with that address as source.
  const nodeAdmitted = port.sourceRanges.some((range) =>
    contains(range, context.input.nodeAddress),
  );
  const sources = [
    ...port.sourceRanges.map(formatPrefix),
    ...(nodeAdmitted ? port.loadBalancerAddresses : []),
  ];
  return [
    ...sources.map((source) =>
      natRule(chains.firewall, text, `-s ${source}`, `-j ${chains.external}`),
    ),
    context.traits.marksDrops
      ? natRule(chains.firewall, text, "-j KUBE-MARK-DROP")
      : natRule(
          chains.firewall,
          comment(`other traffic to ${port.name} will be dropped by KUBE-PROXY-FIREWALL`),
        ),
  ];
}
