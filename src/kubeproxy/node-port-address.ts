import { address, familyOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import { contains } from "../base/prefix.js";
import type { Prefix } from "../base/prefix.js";

/** Which addresses of a node serve node ports in one family. */
export interface NodePortAddresses {
  /** Whether every local address does. */
  readonly all: boolean;
  /** The ranges that were configured for the family; empty where all match. */
  readonly ranges: readonly Prefix[];
}

/** Reads `nodePortAddresses` for a family: no range of it, or one of length 0, means every address (pkg/proxy/util/nodeport_addresses.go v1.36). */
export function nodePortAddressesOf(
  configured: readonly Prefix[],
  family: Family,
): NodePortAddresses {
  const ranges = configured.filter((range) => range.family === family);
  const all = ranges.length === 0 || ranges.some((range) => range.length === 0);
  return { all, ranges: all ? [] : ranges };
}

/** The node's own addresses that serve node ports, each once, in the order of their texts: kube-proxy's own is by chance (GetNodeIPs). */
export function matchAddresses(
  nodePorts: NodePortAddresses,
  localAddresses: readonly Address[],
  family: Family,
): readonly Address[] {
  const matching = localAddresses.filter(
    (local) =>
      familyOf(local) === family &&
      (nodePorts.all || nodePorts.ranges.some((range) => contains(range, local))),
  );
  return [...new Set(matching)].sort();
}

/** Whether 127.0.0.1 serves node ports as far as the addresses go. */
export function containsLoopback(nodePorts: NodePortAddresses): boolean {
  return (
    nodePorts.all ||
    nodePorts.ranges.some(
      (range) => isIpv4Loopback(range.base) || contains(range, address("127.0.0.0")),
    )
  );
}

/** Whether the address is of the host itself: 127.0.0.0/8 or ::1. */
export function isLoopback(local: Address): boolean {
  return familyOf(local) === "ipv6" ? local === address("::1") : isIpv4Loopback(local);
}

function isIpv4Loopback(local: Address): boolean {
  return familyOf(local) === "ipv4" && local.startsWith("127.");
}
