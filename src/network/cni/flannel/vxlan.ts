import { FAMILIES, familyOf, widthOf } from "../../../base/address.js";
import type { Family } from "../../../base/address.js";
import type { Node } from "../../../cluster/node.js";
import type { MacAddress } from "../../../packet/frame.js";
import { device } from "../../device.js";
import type { Device } from "../../device.js";
import { hashedMac } from "../../mac-address.js";
import { route } from "../../route.js";
import type { NodeExtra } from "../bridge/bridge-plan.js";
import { LAN_DEVICE } from "../wiring/lan-side.js";

/** What flannel tells the pods' plugin, whichever family the tunnel has (pkg/backend/vxlan/vxlan_network.go: MTU). */
export const POD_MTU = 1450;

/** The names of flannel's devices with its VNI 1 (pkg/backend/vxlan/vxlan.go: createVXLANDevice). */
const DEVICES: Readonly<Record<Family, string>> = { ipv4: "flannel.1", ipv6: "flannel-v6.1" };
// The kernel lowers the IPv6 device's to what fits into the LAN's.
const MTUS: Readonly<Record<Family, number>> = { ipv4: POD_MTU, ipv6: 1430 };
/** The port that the kernel takes where flannel names none (linux drivers/net/vxlan: vxlan_port). */
const PORT = 8472;

/**
 * flannel's VXLAN: a device that learns nothing and asks nobody. For each other node there is a route to its range, by the first
 * address of that range; a neighbour entry for that address; and a forwarding entry for that neighbour
 * (pkg/backend/vxlan/vxlan_network.go: handleSubnetEvents).
 */
export function vxlanExtra(node: Node, nodes: readonly Node[]): NodeExtra {
  const families = FAMILIES.filter((family) => tunnelEnd(node, family) !== null);
  const links = families.flatMap((family) =>
    nodes.filter((peer) => peer.name !== node.name).flatMap((peer) => linksTo(peer, family)),
  );
  return {
    devices: families.flatMap((family) => tunnelDevice(node, family)),
    routes: links.map(({ route }) => route),
    neighbours: links.map(({ neighbour }) => neighbour),
    forwardings: links.map(({ forwarding }) => forwarding),
  };
}

type LinkTo = {
  readonly route: NodeExtra["routes"][number];
  readonly neighbour: NodeExtra["neighbours"][number];
  readonly forwarding: NodeExtra["forwardings"][number];
};

function linksTo(peer: Node, family: Family): readonly LinkTo[] {
  const end = tunnelEnd(peer, family);
  if (end === null) return [];
  const { lease, address } = end;
  const name = DEVICES[family];
  const mac = tunnelMac(peer, family);
  const gateway = lease.base;
  return [
    {
      route: route({ destination: lease, gateway, device: name, onlink: true }),
      neighbour: { address: gateway, mac, device: name },
      forwarding: { mac, device: name, destination: address },
    },
  ];
}

function tunnelDevice(node: Node, family: Family): readonly Device[] {
  const end = tunnelEnd(node, family);
  if (end === null) return [];
  const vxlan = { kind: "vxlan", vni: 1, local: end.address, port: PORT } as const;
  return [
    device({
      name: DEVICES[family],
      mac: tunnelMac(node, family),
      mtu: MTUS[family],
      // With the whole length, so that no route comes with it.
      addresses: [{ address: end.lease.base, length: widthOf(family) }],
      link: { ...vxlan, lower: LAN_DEVICE, learning: false },
    }),
  ];
}

function tunnelEnd(node: Node, family: Family) {
  const lease = node.podRanges.find((range) => range.family === family);
  const address = node.addresses.find((candidate) => familyOf(candidate) === family);
  return lease === undefined || address === undefined ? null : { lease, address };
}

function tunnelMac(node: Node, family: Family): MacAddress {
  return hashedMac(`${node.name} ${DEVICES[family]}`);
}
