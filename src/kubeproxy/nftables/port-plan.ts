import type { EndpointCategories } from "../endpoint-category.js";
import { reachabilityOf } from "../reachability.js";
import type { Reachability } from "../reachability.js";
import type { ServicePort } from "../service-port.js";
import { chainsOf, endpointObjectsOf } from "./object-name.js";
import type { EndpointObjects, ServicePortChains } from "./object-name.js";

/** A service port with the endpoints and chains that its rules are about. */
export interface PortPlan {
  readonly port: ServicePort;
  readonly endpoints: EndpointCategories;
  readonly chains: ServicePortChains;
  /** What each reachable endpoint has for itself, under the endpoint's text; empty without session affinity. */
  readonly endpointObjects: ReadonlyMap<string, EndpointObjects>;
  readonly internal: Reachability;
  readonly external: Reachability;
  readonly usesExternalChain: boolean;
  /** Unlike in iptables mode also where there is no endpoint at all. */
  readonly usesFirewallChain: boolean;
}

/** Works out what a service port needs (pkg/proxy/nftables/proxier.go v1.36: syncProxyRules). */
export function planPort(port: ServicePort, endpoints: EndpointCategories): PortPlan {
  return {
    port,
    endpoints,
    chains: chainsOf(port),
    endpointObjects:
      port.affinitySeconds === null
        ? new Map()
        : new Map(
            endpoints.reachable.map((endpoint) => [
              endpoint.text,
              endpointObjectsOf(port, endpoint),
            ]),
          ),
    internal: reachabilityOf(endpoints, port.internalPolicyLocal),
    external: reachabilityOf(endpoints, port.externalPolicyLocal),
    usesExternalChain: endpoints.anywhere && port.externallyAccessible,
    usesFirewallChain: port.loadBalancerAddresses.length > 0 && port.sourceRanges.length > 0,
  };
}
