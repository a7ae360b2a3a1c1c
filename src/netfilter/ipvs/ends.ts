import { address } from "../../base/address.js";
import type { Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";
import type { VirtualProtocol } from "../../trace/virtual-server.js";
import type { End } from "./connection.js";

/** Where a packet comes from and goes to, by addresses and ports. */
export interface Ends {
  readonly protocol: VirtualProtocol;
  readonly source: End;
  readonly destination: End;
}

/** The ends of a packet; null where it has no ports, and so is nothing that IPVS balances. */
export function endsOf({ transport, source, destination, fragment }: Packet): Ends | null {
  if (!hasPorts(transport) || (fragment !== null && fragment.offset > 0)) return null;
  return {
    protocol: transport.protocol,
    source: { address: source, port: transport.sourcePort },
    destination: { address: destination, port: transport.destinationPort },
  };
}

/** The packet with another source, or another destination. */
export function withEnd(packet: Packet, side: "source" | "destination", end: End): Packet {
  const moved = { ...packet, [side]: address(end.address) };
  const { transport } = packet;
  return hasPorts(transport)
    ? { ...moved, transport: { ...transport, [`${side}Port`]: end.port } }
    : moved;
}
