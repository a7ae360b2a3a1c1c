import type { RuleContext } from "./context.js";
import type { PortPlan } from "./port-plan.js";
import { comment, natRule } from "./restore-rule.js";
import type { RestoreRule } from "./restore-rule.js";

/** The chain that takes what comes from outside: node ports, external and load balancer addresses. */
export function externalChainRules(plan: PortPlan, context: RuleContext): readonly RestoreRule[] {
  if (!plan.usesExternalChain) return [];
  const sources = plan.port.externalPolicyLocal
    ? localPolicySources(plan, context)
    : clusterPolicySources(plan);
  const balance = natRule(plan.chains.external, `-j ${plan.externalPolicyChain}`);
  return plan.external.kind === "reachable" ? [...sources, balance] : sources;
}

// Any node may answer, so the reply must come back through this one.
function clusterPolicySources({ port, chains }: PortPlan): readonly RestoreRule[] {
  const text = comment(`masquerade traffic for ${port.name} external destinations`);
  return [natRule(chains.external, text, "-j KUBE-MARK-MASQ")];
}

// The Local policy keeps the source of clients outside; pods and the node itself are not outside, and still
// reach the endpoints of all nodes.
function localPolicySources(
  { port, chains }: PortPlan,
  { detector }: RuleContext,
): readonly RestoreRule[] {
  const about = (what: string): string =>
    comment(`${what} traffic for ${port.name} external destinations`);
  const fromNode = "-m addrtype --src-type LOCAL";
  return [
    ...(detector === null
      ? []
      : [natRule(chains.external, about("pod"), detector.local, `-j ${chains.cluster}`)]),
    natRule(chains.external, about("masquerade LOCAL"), fromNode, "-j KUBE-MARK-MASQ"),
    natRule(chains.external, about("route LOCAL"), fromNode, `-j ${chains.cluster}`),
  ];
}
