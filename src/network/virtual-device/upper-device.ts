import type { Address } from "../../base/address.js";
import type { MacAddress } from "../../packet/frame.js";
import type { Device } from "../device.js";
import { isGroupMac } from "../mac-address.js";

/** The macvlan and ipvlan devices that are made on another device, and are up. */
export function uppersOn(devices: readonly Device[], lower: string): readonly Device[] {
  return devices.filter(
    ({ link, up }) =>
      (link.kind === "macvlan" || link.kind === "ipvlan") && link.lower === lower && up,
  );
}

/** Who takes a frame that comes in by a device which others are made on. */
export interface Takers {
  readonly uppers: readonly Device[];
  /** Whether the device itself takes it, too. */
  readonly lower: boolean;
}

/** A frame's addresses, and those of the packet in it. */
export interface FrameEnds {
  readonly source: MacAddress;
  readonly destination: MacAddress;
  readonly packetTo: Address;
}

/**
 * Who takes a frame (linux drivers/net/macvlan.c: macvlan_handle_frame; drivers/net/ipvlan/ipvlan_core.c:
 * ipvlan_handle_frame): a macvlan device what is for its hardware address, an ipvlan device what is for its IP address.
 */
export function takersOf(uppers: readonly Device[], ends: FrameEnds): Takers {
  const { source, destination, packetTo } = ends;
  const passthru = uppers.find(({ link }) => link.kind === "macvlan" && link.mode === "passthru");
  if (passthru !== undefined) return { uppers: [passthru], lower: false };
  if (isGroupMac(destination)) {
    // A frame that the switch sent back is not given to who sent it.
    return { uppers: uppers.filter(({ mac }) => mac !== source), lower: true };
  }
  const taker = uppers.find(({ link, mac, addresses }) =>
    link.kind === "macvlan"
      ? mac === destination
      : mac === destination && addresses.some(({ address }) => address === packetTo),
  );
  return taker === undefined ? { uppers: [], lower: true } : { uppers: [taker], lower: false };
}

/** The devices of the same lower one that hear a frame without its leaving the host (linux drivers/net/macvlan.c: macvlan_queue_xmit). */
export function siblingsFor(
  devices: readonly Device[],
  from: Device,
  { destination, packetTo }: FrameEnds,
): readonly Device[] {
  const { link } = from;
  if (link.kind !== "macvlan" && link.kind !== "ipvlan") return [];
  const others = uppersOn(devices, link.lower).filter(({ name }) => name !== from.name);
  if (link.kind === "ipvlan") {
    return others.filter(({ addresses }) => addresses.some(({ address }) => address === packetTo));
  }
  if (link.mode !== "bridge") return [];
  const isGroup = isGroupMac(destination);
  return others.filter(
    (other) =>
      other.link.kind === "macvlan" &&
      other.link.mode === "bridge" &&
      (isGroup || other.mac === destination),
  );
}
