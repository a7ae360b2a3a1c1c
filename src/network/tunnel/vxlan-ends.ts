import type { MacAddress } from "../../packet/frame.js";
import type { TunnelEnd } from "../bridge/forwarding-table.js";
import type { Host } from "../host.js";
import { isGroupMac } from "../mac-address.js";

/** The address under which a VXLAN device keeps the ends for whatever it does not know (linux drivers/net/vxlan: all_zeros_mac). */
export const UNKNOWN_MAC: MacAddress = "00:00:00:00:00:00" as MacAddress;

/** The tunnel ends that a VXLAN device sends a frame to. */
export function vxlanEnds(
  { forwardings }: Host,
  device: string,
  destination: MacAddress,
  now: number,
): readonly TunnelEnd[] {
  const known = isGroupMac(destination) ? [] : forwardings.endsOf(device, destination, now);
  return known.length > 0 ? known : forwardings.endsOf(device, UNKNOWN_MAC, now);
}
