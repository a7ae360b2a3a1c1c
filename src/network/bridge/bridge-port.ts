import type { MacAddress } from "../../packet/frame.js";
import type { Device } from "../device.js";
import type { PassContext } from "../pass/pass-result.js";

/** How many bridges a frame and its copies may pass before a loop of bridges is taken for granted. */
export const MOST_PASSES = 256;

/** A bridge, and the port of it that a frame came in by. */
export interface BridgePort {
  readonly bridge: Device;
  readonly port: Device;
}

/** A frame's arrival at a bridge; `forHost` tells whether it was for the host when it came in. */
export interface BridgeArrival extends BridgePort {
  readonly forHost: boolean;
}

/** Counts one more bridge that a frame and its copies pass; false where it has been too many. */
export function mayPass({ bridged }: PassContext): boolean {
  bridged.passes++;
  return bridged.passes <= MOST_PASSES;
}

/** Whether an address is the bridge's own or one of its ports': such a frame is for the host (linux net/bridge/br_fdb.c: BR_FDB_LOCAL). */
export function isLocalMac(devices: readonly Device[], bridge: Device, mac: MacAddress): boolean {
  return devices.some(
    (device) =>
      device.mac === mac && (device.name === bridge.name || device.master === bridge.name),
  );
}

/** Whether a bridge may send a frame out by a port (linux net/bridge/br_forward.c: should_deliver); `from` is null for the host's own. */
export function mayDeliver(to: Device, from: Device | null): boolean {
  // linux net/bridge/br_if.c: br_port_carrier_check disables a port without a carrier.
  if (!to.up || !to.carrier) return false;
  if (from === null) return true;
  if (to.name === from.name && !to.port.hairpin) return false;
  return !(from.port.isolated && to.port.isolated);
}

/** The ports that a frame is flooded by (linux net/bridge/br_forward.c: br_flood): the newest port first, as the kernel lists them. */
export function floodPorts(
  devices: readonly Device[],
  { bridge, port }: { readonly bridge: Device; readonly port: BridgePort["port"] | null },
  isGroup: boolean,
): readonly Device[] {
  return devices
    .filter(({ master }) => master === bridge.name)
    .filter((candidate) => isGroup || candidate.port.flood)
    .filter((candidate) => mayDeliver(candidate, port))
    .reverse();
}
