import { address } from "../../base/address.js";
import type { Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";
import type { Tuple } from "../../trace/event/netfilter-event.js";
import type { Connection, Side } from "../conntrack/connection.js";
import { inverseOf } from "../conntrack/tuple.js";

/** The packet as its connection wants it at this end; the same value where nothing is translated there. */
export function translated(
  packet: Packet,
  connection: Connection,
  direction: "original" | "reply",
  side: Side,
): Packet {
  if (!isTranslated(connection, direction, side)) return packet;
  return withEnd(packet, side, wantedTuple(connection, direction));
}

/**
 * An ICMP error as its connection wants it: the quoted packet gets back the end that its sender knows, the error itself
 * is translated like a packet that answers (linux net/netfilter/nf_nat_proto.c: nf_nat_icmp_reply_translation).
 */
export function translatedError(
  packet: Packet,
  connection: Connection,
  direction: "original" | "reply",
  side: Side,
): Packet {
  const { transport } = packet;
  if (transport.protocol !== "icmp" || transport.quoted === null) return packet;
  if (!isTranslated(connection, direction, side)) return packet;
  const wanted = wantedTuple(connection, direction);
  const other: Side = side === "source" ? "destination" : "source";
  const quoted = withEnd(transport.quoted, other, inverseOf(wanted));
  const outer = withEnd(packet, side, wanted);
  return quoted === transport.quoted ? outer : { ...outer, transport: { ...transport, quoted } };
}

// In the reply direction the ends change places: what was translated as the destination comes back as the source.
function isTranslated({ entry }: Connection, direction: "original" | "reply", side: Side): boolean {
  const first: Side =
    direction === "original" ? side : side === "source" ? "destination" : "source";
  return entry.status.includes(first === "source" ? "SNAT" : "DNAT");
}

function wantedTuple({ entry }: Connection, direction: "original" | "reply"): Tuple {
  return inverseOf(direction === "original" ? entry.reply : entry.original);
}

// A packet that comes by again, over lo, has the wanted end already.
function withEnd(packet: Packet, side: Side, tuple: Tuple): Packet {
  const { transport } = packet;
  const moved = packet[side] === tuple[side] ? packet : { ...packet, [side]: address(tuple[side]) };
  // An error has no identifier of its own; the exchange that it is about has.
  if (transport.protocol === "icmp" && transport.quoted === null) {
    const identifier = tuple.icmp?.identifier ?? transport.identifier;
    const isSame = identifier === transport.identifier;
    return isSame ? moved : { ...moved, transport: { ...transport, identifier } };
  }
  if (!hasPorts(transport)) return moved;
  const port = side === "source" ? "sourcePort" : "destinationPort";
  if (transport[port] === tuple[port]) return moved;
  return { ...moved, transport: { ...transport, [port]: tuple[port] } };
}
