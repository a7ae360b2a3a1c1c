import type { Packet } from "./packet.js";

/** The packet with this longest segment in its MSS option, in bytes; only a TCP segment has one. */
export function announcing(packet: Packet, maximumSegment: number): Packet {
  const { transport } = packet;
  if (transport.protocol !== "tcp") return packet;
  return { ...packet, transport: { ...transport, maximumSegment } };
}
