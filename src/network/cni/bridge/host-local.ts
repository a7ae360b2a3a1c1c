import { familyOf } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import { contains, nthAddress } from "../../../base/prefix.js";
import type { Prefix } from "../../../base/prefix.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import { everything, route } from "../../route.js";
import type { Route } from "../../route.js";
import type { PlannedAddress } from "./bridge-plan.js";
import { POD_DEVICE } from "./bridge-pod.js";

/** A network that addresses come from; the gateway is its first address unless another is said. */
export interface AddressRange {
  readonly subnet: Prefix;
  readonly gateway: Address | null;
}

/** The ranges of a node: what kube-controller-manager gave it. */
export function nodeRangesOf({ podRanges, podGateways = [] }: Node): readonly AddressRange[] {
  return podRanges.map((subnet) => ({
    subnet,
    gateway: podGateways.find((address) => contains(subnet, address)) ?? null,
  }));
}

/**
 * A pod's addresses as host-local hands them out: with the length of their range and its gateway
 * (containernetworking/plugins plugins/ipam/host-local/backend/allocator/range.go: Canonicalize).
 */
export function hostLocalAddresses(
  pod: Pod,
  ranges: readonly AddressRange[],
): readonly PlannedAddress[] {
  return pod.addresses.flatMap((address) => {
    const range = ranges.find(({ subnet }) => contains(subnet, address));
    // An address outside of all ranges has no network, as a pod that was left by another CNI.
    if (range === undefined) return [];
    return [{ address, length: range.subnet.length, gateway: gatewayOf(range) }];
  });
}

/** The gateway of a range. */
export function gatewayOf({ subnet, gateway }: AddressRange): Address | null {
  return gateway ?? nthAddress(subnet, 1);
}

/** A default route of each family by the first gateway of that family. */
export function defaultRoutes(addresses: readonly PlannedAddress[]): readonly Route[] {
  const families = new Set<string>();
  return addresses.flatMap(({ address, gateway }) => {
    const family = familyOf(address);
    if (gateway === null || families.has(family)) return [];
    families.add(family);
    return [route({ destination: everything(family), gateway, device: POD_DEVICE })];
  });
}
