import { required } from "../../base/assert.js";
import type { RuleContext } from "./context.js";
import { toProtocol } from "./port-plan.js";
import type { PortPlan } from "./port-plan.js";
import { comment, natRule } from "./restore-rule.js";
import type { RestoreRule } from "./restore-rule.js";

/** The chain of each endpoint: masquerade what the endpoint sends to itself, then translate. */
export function endpointChainRules(
  { port, endpoints, endpointChains }: PortPlan,
  context: RuleContext,
): readonly RestoreRule[] {
  const name = context.largeCluster ? "" : comment(port.name);
  const protocol = toProtocol(port);
  const rules: RestoreRule[] = [];
  for (const { address, text } of endpoints.reachable) {
    const chain = required(endpointChains.get(text), "an endpoint's chain");
    const remember = port.affinitySeconds === null ? "" : `-m recent --name ${chain} --set`;
    rules.push(natRule(chain, name, `-s ${address} -j KUBE-MARK-MASQ`));
    rules.push(natRule(chain, name, remember, `${protocol} -j DNAT --to-destination ${text}`));
  }
  return rules;
}
