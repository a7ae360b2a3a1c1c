import type { Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";

/** What tells the flows apart that a tunnel's source port is drawn for: addresses, protocol and ports, in one direction. */
export function tupleOfInner({ source, destination, transport }: Packet): string {
  const ports = hasPorts(transport) ? `${transport.sourcePort} ${transport.destinationPort}` : "";
  return `${transport.protocol} ${source} ${destination} ${ports}`;
}
