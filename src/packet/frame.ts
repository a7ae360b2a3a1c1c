import type { Packet } from "./packet.js";

/** A hardware address as text: `02:42:ac:12:00:02`. */
export type MacAddress = string & { readonly brand: "MacAddress" };

/** An Ethernet frame that carries an IP packet from one device to the next. */
export interface Frame {
  readonly source: MacAddress;
  readonly destination: MacAddress;
  readonly packet: Packet;
}
