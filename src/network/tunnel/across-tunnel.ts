import { addressOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { BROADCAST_MAC } from "../mac-address.js";
import type { Host } from "../host.js";
import type { Crossing } from "../neighbour/crossing.js";
import type { Wires } from "../neighbour/wires.js";
import { outerWay } from "./outer-way.js";
import { isVxlan } from "./vxlan-device.js";
import type { VxlanDevice } from "./vxlan-device.js";
import { vxlanEnds } from "./vxlan-ends.js";

/** The other end of a tunnel that a broadcast comes out of. */
export interface TunnelExit {
  readonly host: Host;
  readonly device: VxlanDevice;
  /** What the exit learns of who sent it. */
  readonly entered: Crossing;
  /** What the entrance learns of who answers. */
  readonly answered: Crossing;
}

/**
 * Where a broadcast comes out that goes into a VXLAN device: at the ends that the device floods to. Of the
 * way between it is only looked at whether it leads back into the device, and who owns the ends.
 */
export function acrossTunnel(host: Host, device: VxlanDevice, wires: Wires): readonly TunnelExit[] {
  const ends = vxlanEnds(host, device.name, BROADCAST_MAC, wires.now);
  const { name, link } = device;
  const { local } = link;
  const reached = ends.filter(
    ({ address: end, via }) => outerWay(host, { name, local, end, via, mark: 0 }).kind === "way",
  );
  return reached.flatMap(({ address: end }) =>
    [...wires.hosts()].flatMap((peer) => {
      if (peer === host || peer.view.addressTypeOf(end) !== "LOCAL") return [];
      const { vni, port } = device.link;
      const exit = peer.namespace.devices
        .filter(isVxlan)
        .find((other) => other.up && other.link.vni === vni && other.link.port === port);
      return exit === undefined ? [] : [exitOf(host, device, end, { host: peer, device: exit })];
    }),
  );
}

function exitOf(
  host: Host,
  device: VxlanDevice,
  end: Address,
  exit: { readonly host: Host; readonly device: VxlanDevice },
): TunnelExit {
  const own = device.link.local ?? addressOf(0n, "ipv4");
  return {
    ...exit,
    entered: crossing(exit.host, exit.device, own),
    answered: crossing(host, device, end),
  };
}

function crossing(host: Host, { name, link }: VxlanDevice, destination: Address): Crossing {
  return { host, place: { device: name, master: null, destination }, learns: link.learning };
}
