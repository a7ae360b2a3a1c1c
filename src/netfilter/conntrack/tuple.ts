import type { Packet } from "../../packet/packet.js";
import type { Tuple } from "../../trace/event/netfilter-event.js";

/** What identifies a packet's connection, and in which direction it goes. */
export interface PacketTuple {
  readonly protocol: string;
  readonly tuple: Tuple;
  /** For ICMP whether it asks or answers; null for protocols whose directions look alike. */
  readonly role: IcmpRole;
}

type IcmpRole = "request" | "reply" | null;

// linux net/netfilter/nf_conntrack_proto_icmp.c and …_icmpv6.c: valid_new, of which only echo is made here.
const ECHO: Readonly<Record<number, IcmpRole>> = {
  8: "request",
  0: "reply",
  128: "request",
  129: "reply",
};

/** The tuple of a packet; null for an ICMP message that belongs to no exchange of its own. */
export function tupleOf({ source, destination, transport }: Packet): PacketTuple | null {
  if (transport.protocol !== "icmp") {
    const { protocol, sourcePort, destinationPort } = transport;
    return { protocol, tuple: { source, destination, sourcePort, destinationPort }, role: null };
  }
  const role = ECHO[transport.type];
  if (role === undefined) return null;
  const tuple = { source, destination, sourcePort: 0, destinationPort: 0 };
  return { protocol: "icmp", tuple, role };
}

/** The tuple of a packet that answers. */
export function inverseOf(tuple: Tuple): Tuple {
  return {
    source: tuple.destination,
    destination: tuple.source,
    sourcePort: tuple.destinationPort,
    destinationPort: tuple.sourcePort,
  };
}

/** The same exchange, seen from the other end. */
export function inversePacketTuple({ protocol, tuple, role }: PacketTuple): PacketTuple {
  const other = role === null ? null : role === "request" ? "reply" : "request";
  return { protocol, tuple: inverseOf(tuple), role: other };
}

/** Whether two tuples are the same. */
export function isSameTuple(a: Tuple, b: Tuple): boolean {
  return (
    a.source === b.source &&
    a.destination === b.destination &&
    a.sourcePort === b.sourcePort &&
    a.destinationPort === b.destinationPort
  );
}

/** A text that only equal tuples of one protocol share. */
export function keyOf({ protocol, tuple, role }: PacketTuple): string {
  const { source, destination, sourcePort, destinationPort } = tuple;
  return `${protocol}${role ?? ""} ${source} ${sourcePort} ${destination} ${destinationPort}`;
}

/** The tuple of one direction of a connection. */
export function directed(
  protocol: string,
  tuple: Tuple,
  direction: "original" | "reply",
): PacketTuple {
  // Only requests start an ICMP exchange, so its first direction asks.
  const role = protocol !== "icmp" ? null : direction === "original" ? "request" : "reply";
  return { protocol, tuple, role };
}
