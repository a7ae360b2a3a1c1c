import { balancingChainRules } from "./balancing-chain.js";
import { clusterAddressRules, clusterMasqueradeRules } from "./cluster-address.js";
import type { RuleContext } from "./context.js";
import { endpointChainRules } from "./endpoint-chain.js";
import { externalAddressRules } from "./external-address.js";
import { externalChainRules } from "./external-chain.js";
import {
  firewallChainRules,
  loadBalancerRefusalRules,
  loadBalancerRules,
} from "./load-balancer.js";
import { healthCheckRules, nodePortRules } from "./node-port.js";
import type { PortPlan } from "./port-plan.js";
import type { RestoreRule } from "./restore-rule.js";
import type { IptablesTraits } from "./version.js";

/** Writes some of the rules of a service port. */
type PortPart = (plan: PortPlan, context: RuleContext) => readonly RestoreRule[];

/** The parts of a service port's rules in the order in which kube-proxy writes them (pkg/proxy/iptables/proxier.go v1.36: syncProxyRules). */
const PORT_PARTS: readonly PortPart[] = [
  clusterAddressRules,
  externalAddressRules,
  loadBalancerRules,
  loadBalancerRefusalRules,
  nodePortRules,
  healthCheckRules,
  clusterMasqueradeRules,
  externalChainRules,
  firewallChainRules,
  balancingChainRules,
  endpointChainRules,
];

/** All rules of a service port, part by part. */
export function* portRules(
  plan: PortPlan,
  context: RuleContext,
): Generator<readonly RestoreRule[], void, undefined> {
  for (const part of PORT_PARTS) yield part(plan, context);
}

/** The chains of table nat that belong to a service port, in the order in which they are declared. */
export function portChains(
  { endpoints, chains, port, ...plan }: PortPlan,
  { marksDrops }: IptablesTraits,
): readonly string[] {
  // Where drops are marked, the chains of both policies are there as long as any node has an endpoint.
  const always = marksDrops && endpoints.anywhere;
  return [
    ...(plan.usesExternalChain ? [chains.external] : []),
    ...(plan.usesFirewallChain ? [chains.firewall] : []),
    ...(endpoints.cluster.length > 0 || (always && port.usesClusterEndpoints)
      ? [chains.cluster]
      : []),
    ...(endpoints.local.length > 0 || (always && port.usesLocalEndpoints) ? [chains.local] : []),
    ...plan.endpointChains.values(),
  ];
}
