import type { Address } from "../../../base/address.js";
import { contains, nthAddress } from "../../../base/prefix.js";
import type { ClusterSettings } from "../../../cluster/cluster.js";
import type { InterfaceAddress } from "../../device.js";
import type { SegmentPlan } from "../../network.js";

/** The docker network that kind puts its nodes on. */
export const LAN: SegmentPlan = { id: "lan/kind", kind: "lan", name: "kind" };

/** The addresses of docker's bridge: the first of each range of the network, and the nodes' default gateway. */
export function gatewayAddresses({ nodeRanges }: ClusterSettings): readonly InterfaceAddress[] {
  return nodeRanges.flatMap((range) => {
    const first = nthAddress(range, 1);
    return first === null ? [] : [{ address: first, length: range.length }];
  });
}

/** The address with the length of the LAN's range that it lies in. */
export function onLan(address: Address, { nodeRanges }: ClusterSettings): InterfaceAddress | null {
  const range = nodeRanges.find((candidate) => contains(candidate, address));
  return range === undefined ? null : { address, length: range.length };
}
