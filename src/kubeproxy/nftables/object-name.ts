import type { ProxyEndpoint } from "../endpoint.js";
import { hashName } from "../name-hash.js";
import type { ServicePort } from "../service-port.js";
import { portOf } from "./endpoint-port.js";

/** The chains that kube-proxy makes for one service port; all end in the same name. */
export interface ServicePortChains {
  /** `service-…`: balances over the cluster's endpoints. */
  readonly cluster: string;
  /** `local-…`: balances over the endpoints of this node. */
  readonly local: string;
  /** `external-…`: takes what comes from outside. */
  readonly external: string;
  /** `firewall-…`: drops the sources that a load balancer does not allow. */
  readonly firewall: string;
}

/** The chain and the set that one endpoint of a service port with session affinity has. */
export interface EndpointObjects {
  /** `endpoint-…`: translates to it. */
  readonly chain: string;
  /** `affinity-…`: the clients that keep it. */
  readonly affinitySet: string;
}

/** What names are made of. */
type NamedPort = Pick<ServicePort, "namespace" | "service" | "portName" | "protocol">;

const HASH_LENGTH = 8;
// Chain names end at 256 bytes in the kernel; kube-proxy cuts before, with three dots.
const LONGEST_NAME = 240;

/** The names of a service port's chains (kubernetes pkg/proxy/nftables/proxier.go v1.36: servicePortPolicyClusterChain and its siblings). */
export function chainsOf(port: NamedPort): ServicePortChains {
  const name = hashAndTruncate(plainName(port));
  return {
    cluster: `service-${name}`,
    local: `local-${name}`,
    external: `external-${name}`,
    firewall: `firewall-${name}`,
  };
}

/** The names of what an endpoint has for itself; chains' names take no colons. */
export function endpointObjectsOf(
  port: NamedPort,
  endpoint: Pick<ProxyEndpoint, "address" | "text">,
): EndpointObjects {
  const place = `${endpoint.address.replaceAll(":", ".")}/${portOf(endpoint)}`;
  const name = hashAndTruncate(`${plainName(port)}__${place}`);
  return { chain: `endpoint-${name}`, affinitySet: `affinity-${name}` };
}

function plainName({ namespace, service, protocol, portName }: NamedPort): string {
  return `${namespace}/${service}/${protocol}/${portName}`;
}

// pkg/proxy/nftables/proxier.go v1.36: hashAndTruncate
function hashAndTruncate(name: string): string {
  const full = `${hashName(name, HASH_LENGTH)}-${name}`;
  return full.length > LONGEST_NAME ? `${full.slice(0, LONGEST_NAME - 3)}...` : full;
}
