import { familyOf, widthOf } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import { contains, hostPrefix } from "../../../base/prefix.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import { route } from "../../route.js";
import type { Route } from "../../route.js";
import type { PlannedAddress } from "../bridge/bridge-plan.js";
import { gatewayOf, nodeRangesOf } from "../bridge/host-local.js";
import { LAN_DEVICE } from "./lan-side.js";

/** The addresses of a pod that lie in no range of its node, as a cloud's own IPAM hands them out: one by one, by way of the node. */
export function strayAddresses(pod: Pod, node: Node): readonly PlannedAddress[] {
  return straysOf(pod, node).map((address) => {
    const range = nodeRangesOf(node).find(({ subnet }) => subnet.family === familyOf(address));
    const gateway = range === undefined ? null : gatewayOf(range);
    return { address, length: widthOf(familyOf(address)), gateway };
  });
}

/** A route to each such pod of another node by that node's address. */
export function strayRoutes(node: Node, { nodes, pods }: Cluster): readonly Route[] {
  const peers = new Map(nodes.filter(({ name }) => name !== node.name).map((n) => [n.name, n]));
  return pods.flatMap((pod) => {
    const peer = peers.get(pod.node);
    if (peer === undefined) return [];
    return straysOf(pod, peer).flatMap((address) => {
      const gateway = peer.addresses.find((own) => familyOf(own) === familyOf(address));
      const destination = hostPrefix(address);
      return gateway === undefined ? [] : [route({ destination, gateway, device: LAN_DEVICE })];
    });
  });
}

function straysOf(pod: Pod, { podRanges }: Node): readonly Address[] {
  if (pod.hostNetwork) return [];
  return pod.addresses.filter((address) => !podRanges.some((range) => contains(range, address)));
}
