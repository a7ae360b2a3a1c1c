import { familyOf, widthOf } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import type { ClusterSettings } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import { device } from "../../device.js";
import type { Device } from "../../device.js";
import { kernelRoutes } from "../../set-up/kernel-route.js";
import { dockerMac, hashedMac } from "../../mac-address.js";
import { everything, route } from "../../route.js";
import type { Route } from "../../route.js";
import { LAN, gatewayAddresses, onLan } from "../kindnet/lan.js";

/** The name of a node's device on the LAN. */
export const LAN_DEVICE = "eth0";

/** A node's device on the LAN. */
export function lanDevice(node: Node, settings: ClusterSettings): Device {
  const addresses = node.addresses.map(
    (address) => onLan(address, settings) ?? { address, length: widthOf(familyOf(address)) },
  );
  const first = node.addresses[0];
  const mac = first === undefined ? hashedMac(`${node.name} ${LAN_DEVICE}`) : dockerMac(first);
  return device({ name: LAN_DEVICE, mac, addresses, segment: LAN.id });
}

/** A node's routes to the LAN and, by its gateway, to everything else. */
export function lanRoutes(node: Node, settings: ClusterSettings): readonly Route[] {
  const connected = kernelRoutes(lanDevice(node, settings));
  const defaults = gatewayAddresses(settings)
    .filter(({ address }) => has(node.addresses, address))
    .map(({ address }) =>
      route({ destination: everything(familyOf(address)), gateway: address, device: LAN_DEVICE }),
    );
  return [...connected, ...defaults];
}

/** A route to each other node's pod range by that node's address on the LAN. */
export function peerRoutes(node: Node, nodes: readonly Node[]): readonly Route[] {
  return nodes
    .filter((peer) => peer.name !== node.name)
    .flatMap((peer) =>
      peer.podRanges.flatMap((destination) => {
        const gateway = peer.addresses.find((address) => familyOf(address) === destination.family);
        return gateway === undefined ? [] : [route({ destination, gateway, device: LAN_DEVICE })];
      }),
    );
}

function has(addresses: readonly Address[], like: Address): boolean {
  return addresses.some((address) => familyOf(address) === familyOf(like));
}
