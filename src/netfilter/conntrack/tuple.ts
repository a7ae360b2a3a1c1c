import type { Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";
import type { Tuple } from "../../trace/event/netfilter-event.js";

/** What identifies a packet's connection: which of its directions a tuple is of shows when it is found. */
export interface PacketTuple {
  readonly protocol: string;
  readonly tuple: Tuple;
}

// linux net/netfilter/nf_conntrack_proto_icmp.c and …_icmpv6.c: invmap, the type that answers each type. Those of
// IPv4 and IPv6 do not overlap.
const ANSWERED_BY: Readonly<Record<number, number>> = {
  8: 0,
  0: 8,
  13: 14,
  14: 13,
  15: 16,
  16: 15,
  17: 18,
  18: 17,
  128: 129,
  129: 128,
  139: 140,
  140: 139,
};

// valid_new of the same files: what can begin an exchange.
const REQUESTS: ReadonlySet<number> = new Set([8, 13, 15, 17, 128, 139]);

/** The tuple of a packet; null for an ICMP message that belongs to no exchange of its own. */
export function tupleOf({ source, destination, transport }: Packet): PacketTuple | null {
  if (transport.protocol === "ipip" || transport.protocol === "gre") {
    const { protocol } = transport;
    const ports = { sourcePort: 0, destinationPort: 0 };
    return { protocol, tuple: { source, destination, ...ports, icmp: null } };
  }
  if (transport.protocol !== "icmp") {
    const { protocol } = transport;
    const { sourcePort, destinationPort } = hasPorts(transport)
      ? transport
      : { sourcePort: 0, destinationPort: 0 };
    return { protocol, tuple: { source, destination, sourcePort, destinationPort, icmp: null } };
  }
  const { type, code } = transport;
  if (ANSWERED_BY[type] === undefined) return null;
  const icmp = { type, code, identifier: transport.identifier ?? 0 };
  return {
    protocol: "icmp",
    tuple: { source, destination, sourcePort: 0, destinationPort: 0, icmp },
  };
}

/** Whether a packet with this tuple can be the first of its connection. */
export function mayBegin({ tuple: { icmp } }: PacketTuple): boolean {
  return icmp === null || REQUESTS.has(icmp.type);
}

/** The tuple of a packet that answers. */
export function inverseOf(tuple: Tuple): Tuple {
  const { icmp } = tuple;
  return {
    source: tuple.destination,
    destination: tuple.source,
    sourcePort: tuple.destinationPort,
    destinationPort: tuple.sourcePort,
    icmp: icmp === null ? null : { ...icmp, type: ANSWERED_BY[icmp.type] ?? icmp.type },
  };
}

/** The same exchange, seen from the other end. */
export function inversePacketTuple({ protocol, tuple }: PacketTuple): PacketTuple {
  return { protocol, tuple: inverseOf(tuple) };
}

/** Whether two tuples are the same. */
export function isSameTuple(a: Tuple, b: Tuple): boolean {
  return keyOf({ protocol: "", tuple: a }) === keyOf({ protocol: "", tuple: b });
}

/** A text that only equal tuples of one protocol share. */
export function keyOf({ protocol, tuple }: PacketTuple): string {
  const { source, destination, icmp } = tuple;
  const [from, to] =
    icmp === null
      ? [tuple.sourcePort, tuple.destinationPort]
      : [icmp.identifier, `${icmp.type}/${icmp.code}`];
  return `${protocol} ${source} ${from} ${destination} ${to}`;
}
