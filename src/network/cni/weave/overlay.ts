import { familyOf } from "../../../base/address.js";
import type { Node } from "../../../cluster/node.js";
import type { MacAddress } from "../../../packet/frame.js";
import { device } from "../../device.js";
import { hashedMac } from "../../mac-address.js";
import type { NodeExtra } from "../bridge/bridge-plan.js";

/** What Weave takes for MTU where it is told none, so that even encrypted packets fit (net/bridge.go: fastdpImpl.init), in bytes. */
export const WEAVE_MTU = 1376;

const DEVICE = "vxlan-6784";
/** The UDP port of the fast datapath: Weave's own and one more (net/bridge.go; router/fastdp.go). */
const PORT = 6784;
/** A forwarding entry for what nothing is known of (iproute2 bridge(8): the default destination). */
const UNKNOWN: MacAddress = "00:00:00:00:00:00" as MacAddress;

/**
 * Weave's fast datapath as far as a Linux bridge can say it: the Open vSwitch datapath and its cable to the bridge are left out, and
 * the tunnel is a port of the bridge that sends what it knows no peer for to all peers.
 */
export function overlay(node: Node, nodes: readonly Node[]): NodeExtra {
  const own = publicAddress(node);
  const peers = nodes
    .filter((peer) => peer.name !== node.name)
    .flatMap((peer) => publicAddress(peer) ?? []);
  const tunnel = device({
    name: DEVICE,
    mac: hashedMac(`${node.name} ${DEVICE}`),
    mtu: WEAVE_MTU,
    master: "weave",
    link: { kind: "vxlan", vni: 1, local: own, port: PORT, lower: null, learning: true },
  });
  return {
    devices: [tunnel],
    routes: [],
    neighbours: [],
    forwardings: peers.map((destination) => ({ mac: UNKNOWN, device: DEVICE, destination })),
  };
}

function publicAddress({ addresses }: Node): Node["addresses"][number] | null {
  return addresses.find((address) => familyOf(address) === "ipv4") ?? null;
}
