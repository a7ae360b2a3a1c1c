import { NO_PAYLOAD } from "./packet.js";
import type { Packet, TcpSegment } from "./packet.js";
import { payloadLength } from "./payload-length.js";

/** The sequence numbers that a segment takes up: its data, and one each for SYN and FIN. */
export function segmentLength(segment: TcpSegment): number {
  const flags = segment.flags.filter((flag) => flag === "SYN" || flag === "FIN").length;
  return payloadLength(segment.payload) + flags;
}

/**
 * The RST that answers a segment which no socket and no rule wants; null for a RST, which nothing answers
 * (RFC 9293 3.10.7.1; linux net/ipv4/netfilter/nf_reject_ipv4.c does the same).
 */
export function resetFor(segment: TcpSegment): TcpSegment | null {
  if (segment.flags.includes("RST")) return null;
  const acknowledges = segment.flags.includes("ACK");
  return {
    protocol: "tcp",
    sourcePort: segment.destinationPort,
    destinationPort: segment.sourcePort,
    flags: acknowledges ? ["RST"] : ["RST", "ACK"],
    sequence: acknowledges ? segment.acknowledgement : 0,
    acknowledgement: acknowledges ? 0 : segment.sequence + segmentLength(segment),
    payload: NO_PAYLOAD,
  };
}

/** A segment on its way back: from where the packet went to where it came from. */
export function answeredBy(packet: Packet, transport: Packet["transport"], ttl: number): Packet {
  return {
    family: packet.family,
    source: packet.destination,
    destination: packet.source,
    ttl,
    // linux ip_reply_arg, nf_reject: a RST of the kernel's own may not be cut.
    dontFragment: true,
    fragment: null,
    transport,
  };
}
