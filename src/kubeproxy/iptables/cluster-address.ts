import type { RuleContext } from "./context.js";
import { toAddress } from "./port-plan.js";
import type { PortPlan } from "./port-plan.js";
import { comment, natRule } from "./restore-rule.js";
import type { RestoreRule } from "./restore-rule.js";
import { unreachableRule } from "./unreachable.js";

/** The rule that leads from the cluster address to the endpoints, or the one that refuses it. */
export function clusterAddressRules(plan: PortPlan): readonly RestoreRule[] {
  const { port } = plan;
  const match = toAddress(port, port.clusterAddress);
  const refusal = unreachableRule("KUBE-SERVICES", plan, { reachability: plan.internal, match });
  if (refusal !== null) return [refusal];
  return [
    natRule("KUBE-SERVICES", comment(`${port.name} cluster IP`), match, `-j ${plan.internalChain}`),
  ];
}

/** The first rule of the balancing chain: traffic to the cluster address that is not a pod's own is masqueraded. */
export function clusterMasqueradeRules(
  plan: PortPlan,
  context: RuleContext,
): readonly RestoreRule[] {
  const { port } = plan;
  const masqueradeAll = context.input.configuration.masqueradeAll;
  if (plan.internal.kind !== "reachable" || (!masqueradeAll && context.detector === null)) {
    return [];
  }
  const match = toAddress(port, port.clusterAddress);
  const sources = masqueradeAll || context.detector === null ? [] : [context.detector.notLocal];
  return [
    natRule(
      plan.internalChain,
      comment(`${port.name} cluster IP`),
      match,
      ...sources,
      "-j KUBE-MARK-MASQ",
    ),
  ];
}
