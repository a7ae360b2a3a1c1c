import type { Address } from "../../base/address.js";
import type { EndpointCategories } from "../endpoint-category.js";
import { reachabilityOf } from "../reachability.js";
import type { Reachability } from "../reachability.js";
import type { ServicePort } from "../service-port.js";
import { chainsOf, endpointChainOf } from "./chain-name.js";
import type { ServicePortChains } from "./chain-name.js";
import type { IptablesTraits } from "./version.js";

/** A service port with the endpoints and chains that its rules are about. */
export interface PortPlan {
  readonly port: ServicePort;
  readonly endpoints: EndpointCategories;
  readonly chains: ServicePortChains;
  /** The chain of each reachable endpoint, under the endpoint's text. */
  readonly endpointChains: ReadonlyMap<string, string>;
  /** The chain that balances what comes to the cluster address. */
  readonly internalChain: string;
  /** The chain that balances what comes from outside. */
  readonly externalPolicyChain: string;
  readonly internal: Reachability;
  readonly external: Reachability;
  readonly usesExternalChain: boolean;
  readonly usesFirewallChain: boolean;
}

/** Works out what a service port needs (pkg/proxy/iptables/proxier.go v1.36: syncProxyRules). */
export function planPort(
  port: ServicePort,
  endpoints: EndpointCategories,
  traits: IptablesTraits,
): PortPlan {
  const chains = chainsOf(port);
  // Where drops are marked in table nat, traffic goes to the chain of the local endpoints even where there are none.
  return {
    port,
    endpoints,
    chains,
    endpointChains: new Map(
      endpoints.reachable.map(({ text }) => [text, endpointChainOf(port, text)]),
    ),
    internalChain: port.internalPolicyLocal ? chains.local : chains.cluster,
    externalPolicyChain: port.externalPolicyLocal ? chains.local : chains.cluster,
    internal: reachabilityOf(endpoints, port.internalPolicyLocal && !traits.marksDrops),
    external: reachabilityOf(endpoints, port.externalPolicyLocal && !traits.marksDrops),
    usesExternalChain: endpoints.anywhere && port.externallyAccessible,
    usesFirewallChain:
      endpoints.anywhere && port.loadBalancerAddresses.length > 0 && port.sourceRanges.length > 0,
  };
}

/** `-m tcp -p tcp -d 10.96.0.10 --dport 80`: what goes to an address of a service port. */
export function toAddress(port: ServicePort, address: Address): string {
  return `${toProtocol(port)} -d ${address} --dport ${port.port}`;
}

/** `-m tcp -p tcp`. */
export function toProtocol(port: ServicePort): string {
  return `-m ${port.protocol} -p ${port.protocol}`;
}
