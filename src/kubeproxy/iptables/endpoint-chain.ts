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
  const comments = context.largeCluster ? [] : [comment(port.name)];
  return endpoints.reachable.flatMap((endpoint) => {
    const chain = required(endpointChains.get(endpoint.text), "an endpoint's chain");
    const remember = port.affinitySeconds === null ? [] : [`-m recent --name ${chain} --set`];
    const translate = `-j DNAT --to-destination ${endpoint.text}`;
    return [
      natRule(chain, ...comments, `-s ${endpoint.address}`, "-j KUBE-MARK-MASQ"),
      natRule(chain, ...comments, ...remember, toProtocol(port), translate),
    ];
  });
}
