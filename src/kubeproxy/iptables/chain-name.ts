import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
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

/** The names of a service port's chains (kubernetes pkg/proxy/iptables/proxier.go v1.36: servicePortPolicyClusterChain and its siblings). */
export function chainsOf(port: Pick<ServicePort, "name" | "protocol">): ServicePortChains {
  const hash = hashName(port.name + port.protocol);
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
  return `KUBE-SEP-${hashName(port.name + port.protocol + endpoint)}`;
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// The first 16 characters of RFC 4648 base32 of the SHA-256 sum: its first 80 bits.
function hashName(text: string): string {
  const sum = sha256(utf8ToBytes(text));
  let name = "";
  for (let bit = 0; bit < 80; bit += 5) {
    const byte = bit >> 3;
    const pair = ((sum[byte] ?? 0) << 8) | (sum[byte + 1] ?? 0);
    name += BASE32[(pair >> (11 - (bit & 7))) & 31] ?? "";
  }
  return name;
}
