import type { MacAddress } from "./mac-address.js";
import type { Packet } from "./packet.js";

export type { MacAddress } from "./mac-address.js";

/** An Ethernet frame that carries an IP packet from one device to the next. */
export interface Frame {
  readonly source: MacAddress;
  readonly destination: MacAddress;
  readonly packet: Packet;
}
