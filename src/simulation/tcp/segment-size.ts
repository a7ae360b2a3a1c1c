import { familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";

// IP and TCP headers without options.
const HEADERS = { ipv4: 40, ipv6: 60 } as const;
// What tcp_timestamps adds to every segment.
const TIMESTAMPS = 12;
const LONGEST_PACKET = 65_535;
// RFC 9293 3.7.1: what a peer takes that announces nothing.
const SILENT_PEER = { ipv4: 536, ipv6: 1220 } as const;

/** The longest piece of data that fits a way with this MTU, as a SYN announces it (linux net/ipv4/route.c: ipv4_default_advmss). */
export function announcedSegment(mtu: number, address: Address): number {
  return Math.min(mtu, LONGEST_PACKET) - HEADERS[familyOf(address)];
}

/** What is sent in one segment to a peer that takes pieces of this length: the timestamps count as data there. */
export function segmentBytesFor(segment: number): number {
  return segment - TIMESTAMPS;
}

/** What a peer takes whose SYN says this. */
export function peerSegmentBytes(announced: number | undefined, address: Address): number {
  return segmentBytesFor(announced ?? SILENT_PEER[familyOf(address)]);
}
