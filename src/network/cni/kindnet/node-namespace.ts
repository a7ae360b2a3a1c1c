import { familyOf, widthOf } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import { hostPrefix, prefixOf } from "../../../base/prefix.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import { namespaceId } from "../../../trace/id.js";
import type { NamespaceId } from "../../../trace/id.js";
import { LOOPBACK_DEVICE, device } from "../../device.js";
import type { Device } from "../../device.js";
import { dockerMac, hashedMac } from "../../mac-address.js";
import { namespace } from "../../namespace.js";
import type { Namespace } from "../../namespace.js";
import { mainTables } from "../../network.js";
import { everything, route } from "../../route.js";
import type { Route } from "../../route.js";
import { FORWARDING } from "../../sysctl.js";
import { LAN, connectedRoute, gatewayAddresses, onLan } from "./lan.js";
import { podAddresses } from "./pod-namespace.js";
import { vethName, vethPair } from "./veth-pair.js";

/** The id of a node's own namespace. */
export function nodeNamespaceId(name: string): NamespaceId {
  return namespaceId(`node/${name}`);
}

/** The node's own namespace: eth0 on the LAN, and for each of its own pods a veth with a host route. */
export function nodeNamespace(node: Node, pods: readonly Pod[], cluster: Cluster): Namespace {
  return namespace({
    id: nodeNamespaceId(node.name),
    kind: "node",
    name: node.name,
    devices: [LOOPBACK_DEVICE, eth0Of(node, cluster), ...pods.map((pod) => vethOf(pod, node))],
    routes: mainTables([
      ...lanRoutes(node, cluster),
      ...pods.flatMap((pod) => hostRoutes(pod, node)),
      ...peerRoutes(node, cluster),
    ]),
    sysctls: FORWARDING,
  });
}

function eth0Of(node: Node, { settings }: Cluster): Device {
  const addresses = node.addresses.map(
    (address) => onLan(address, settings) ?? { address, length: widthOf(familyOf(address)) },
  );
  const first = node.addresses[0];
  const mac = first === undefined ? hashedMac(`${node.name} eth0`) : dockerMac(first);
  return device({ name: "eth0", mac, addresses, segment: LAN.id });
}

// Each veth carries the range's gateway address, so that it can answer as the pod's next hop.
function vethOf(pod: Pod, node: Node): Device {
  const name = vethName(pod);
  const addresses = podAddresses(pod, node).map(({ gateway }) => ({
    address: gateway,
    length: widthOf(familyOf(gateway)),
  }));
  return device({
    name,
    mac: hashedMac(`${node.name} ${name}`),
    addresses,
    segment: vethPair(pod).id,
  });
}

function lanRoutes(node: Node, { settings }: Cluster): Route[] {
  const connected = node.addresses.flatMap((address) => {
    const owned = onLan(address, settings);
    return owned === null ? [] : [connectedRoute("eth0", address, prefixOf(address, owned.length))];
  });
  const defaults = gatewayAddresses(settings)
    .filter(({ address }) => has(node.addresses, address))
    .map(({ address }) =>
      route({ destination: everything(familyOf(address)), gateway: address, device: "eth0" }),
    );
  return [...connected, ...defaults];
}

// containernetworking/plugins plugins/main/ptp/ptp.go: setupHostVeth adds host routes of scope host.
function hostRoutes(pod: Pod, node: Node): Route[] {
  return podAddresses(pod, node).map(({ address }) =>
    route({
      destination: hostPrefix(address),
      device: vethName(pod),
      scope: "host",
    }),
  );
}

// kind images/kindnetd/cmd/kindnetd/routes.go: a route to each other node's pod range by that node's address.
function peerRoutes(node: Node, cluster: Cluster): Route[] {
  return cluster.nodes
    .filter((peer) => peer.name !== node.name)
    .flatMap((peer) =>
      peer.podRanges.flatMap((destination) => {
        const gateway = peer.addresses.find((address) => familyOf(address) === destination.family);
        return gateway === undefined ? [] : [route({ destination, gateway, device: "eth0" })];
      }),
    );
}

function has(addresses: readonly Address[], like: Address): boolean {
  return addresses.some((address) => familyOf(address) === familyOf(like));
}
