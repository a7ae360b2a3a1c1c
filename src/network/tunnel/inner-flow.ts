import type { Packet } from "../../packet/packet.js";

/** What tells the flows apart that a tunnel's source port is drawn for: addresses, protocol and ports, in one direction. */
export function tupleOfInner({ source, destination, transport }: Packet): string {
  const ports =
    transport.protocol === "tcp" || transport.protocol === "udp"
      ? `${transport.sourcePort} ${transport.destinationPort}`
      : "";
  return `${transport.protocol} ${source} ${destination} ${ports}`;
}
