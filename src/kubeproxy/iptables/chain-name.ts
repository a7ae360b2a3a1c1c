import { hashName } from "../name-hash.js";
import type { ServicePort } from "../service-port.js";

/** The chains that kube-proxy makes for one service port; all end in the same hash. */
export interface ServicePortChains {
  /** `KUBE-SVC-…`: balances over the cluster's endpoints. */
  readonly cluster: string;
  /** `KUBE-SVL-…`: balances over the endpoints of this node. */
  readonly local: string;
  /** `KUBE-EXT-…`: takes what comes from outside. */
  readonly external: string;
  /** `KUBE-FW-…`: admits the sources that a load balancer allows. */
  readonly firewall: string;
}

const HASH_LENGTH = 16;

/** The names of a service port's chains (kubernetes pkg/proxy/iptables/proxier.go v1.36: servicePortPolicyClusterChain and its siblings). */
export function chainsOf(port: Pick<ServicePort, "name" | "protocol">): ServicePortChains {
  const hash = hashName(port.name + port.protocol, HASH_LENGTH);
  return {
    cluster: `KUBE-SVC-${hash}`,
    local: `KUBE-SVL-${hash}`,
    external: `KUBE-EXT-${hash}`,
    firewall: `KUBE-FW-${hash}`,
  };
}

/** `KUBE-SEP-…`: the chain that translates to one endpoint (`10.0.0.1:80`) of a service port. */
export function endpointChainOf(
  port: Pick<ServicePort, "name" | "protocol">,
  endpoint: string,
): string {
  return `KUBE-SEP-${hashName(port.name + port.protocol + endpoint, HASH_LENGTH)}`;
}
