import type { Packet } from "../../packet/packet.js";

/**
 * The type of service, or traffic class, of a packet: 0, for no program here asks for another and no target sets one;
 * only an ICMP error of IPv4 travels as internetwork control (linux net/ipv4/icmp.c: __icmp_send).
 */
export function typeOfService({ family, transport }: Packet): number {
  const isError = transport.protocol === "icmp" && transport.quoted !== null;
  return isError && family === "ipv4" ? 0xc0 : 0;
}

/** `0x0a`: a byte as the modules print it. */
export function printByte(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}
