import { toAddress } from "./port-plan.js";
import type { PortPlan } from "./port-plan.js";
import { comment, natRule } from "./restore-rule.js";
import type { RestoreRule } from "./restore-rule.js";
import { unreachableRule } from "./unreachable.js";

/** The rules of a Service's externalIPs. */
export function externalAddressRules(plan: PortPlan): readonly RestoreRule[] {
  const { port, chains } = plan;
  return port.externalAddresses.flatMap((address) => {
    const match = toAddress(port, address);
    const text = comment(`${port.name} external IP`);
    const refusal = unreachableRule("KUBE-EXTERNAL-SERVICES", plan, {
      reachability: plan.external,
      match,
    });
    return [
      ...(plan.usesExternalChain
        ? [natRule("KUBE-SERVICES", text, match, `-j ${chains.external}`)]
        : []),
      ...(refusal === null ? [] : [refusal]),
    ];
  });
}
