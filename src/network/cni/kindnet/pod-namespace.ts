import type { Address } from "../../../base/address.js";
import { familyOf } from "../../../base/address.js";
import { contains, hostPrefix, nthAddress, prefixOf } from "../../../base/prefix.js";
import type { Node } from "../../../cluster/node.js";
import { podKey } from "../../../cluster/pod.js";
import type { Pod } from "../../../cluster/pod.js";
import { namespaceId } from "../../../trace/id.js";
import type { NamespaceId } from "../../../trace/id.js";
import { LOOPBACK_DEVICE, device } from "../../device.js";
import type { InterfaceAddress } from "../../device.js";
import { hashedMac } from "../../mac-address.js";
import { namespace } from "../../namespace.js";
import type { Namespace } from "../../namespace.js";
import { mainTables } from "../../network.js";
import { everything, route } from "../../route.js";
import type { Route } from "../../route.js";
import { vethPair } from "./veth-pair.js";

/** The id of a pod's namespace. */
export function podNamespaceId(pod: Pod): NamespaceId {
  return namespaceId(`pod/${podKey(pod)}`);
}

/** A pod's address with the length of its node's pod range, and that range's gateway. */
export interface PodAddress extends InterfaceAddress {
  readonly gateway: Address;
}

/** The addresses that the ptp plugin gives a pod: with the mask of the range, though nothing else is on the link. */
export function podAddresses(pod: Pod, node: Node): readonly PodAddress[] {
  return pod.addresses.flatMap((address) => {
    const range = node.podRanges.find((candidate) => contains(candidate, address));
    const gateway = range === undefined ? null : nthAddress(range, 1);
    // An address outside its node's ranges has no gateway, as a pod that was left by another CNI.
    if (range === undefined || gateway === null) return [];
    return [{ address, length: range.length, gateway }];
  });
}

/** The pod's namespace as the ptp plugin leaves it. */
export function podNamespace(pod: Pod, node: Node, nodeId: NamespaceId): Namespace {
  const addresses = podAddresses(pod, node);
  const eth0 = device({
    name: "eth0",
    mac: hashedMac(`${podKey(pod)} eth0`),
    addresses: addresses.map(({ address, length }) => ({ address, length })),
    segment: vethPair(pod).id,
  });
  return namespace({
    id: podNamespaceId(pod),
    kind: "pod",
    name: pod.name,
    kubernetesNamespace: pod.namespace,
    node: nodeId,
    devices: [LOOPBACK_DEVICE, eth0],
    routes: mainTables(addresses.flatMap(podRoutes)),
  });
}

// containernetworking/plugins plugins/main/ptp/ptp.go: setupContainerVeth. The route that came with the
// address is replaced: even a neighbour of the same range is reached by way of the host.
function podRoutes({ address, length, gateway }: PodAddress): Route[] {
  const family = familyOf(address);
  const source = family === "ipv4" ? address : null;
  const device = "eth0";
  return [
    route({ destination: everything(family), gateway, device }),
    route({ destination: prefixOf(address, length), gateway, device, source }),
    route({ destination: hostPrefix(gateway), device, source }),
  ];
}
