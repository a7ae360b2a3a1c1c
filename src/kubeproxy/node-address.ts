import { address, familyOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";

/** What an address that is bound to says where it means all of them. */
const UNSPECIFIED: readonly Address[] = [address("0.0.0.0"), address("::")];

/**
 * The address that kube-proxy takes for the node's own: `bindAddress`, else the node's first of the family, else loopback
 * (cmd/kube-proxy/app/server.go v1.36: detectNodeIPs).
 */
export function nodeAddressOf(
  nodeAddresses: readonly Address[],
  family: Family,
  bindAddress: Address | null = null,
): Address {
  const bound = bindAddress === null || UNSPECIFIED.includes(bindAddress) ? [] : [bindAddress];
  const own = [...bound, ...nodeAddresses].find((candidate) => familyOf(candidate) === family);
  return own ?? address(family === "ipv6" ? "::1" : "127.0.0.1");
}
