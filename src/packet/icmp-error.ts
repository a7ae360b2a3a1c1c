import type { Family } from "../base/address.js";
import { NO_PAYLOAD } from "./packet.js";
import type { IcmpMessage, Packet } from "./packet.js";

/** Why a packet could not go on, as ICMP tells its sender. */
export type IcmpCause =
  | "net-unreachable"
  | "host-unreachable"
  | "protocol-unreachable"
  | "port-unreachable"
  | "net-prohibited"
  | "host-prohibited"
  | "administratively-prohibited"
  | "time-exceeded"
  | "too-big"
  | "policy-failed"
  | "route-rejected";

// Type and code of each cause: RFC 792 and 1812, RFC 4443. ICMPv6 has fewer words.
const CODES: Readonly<Record<Family, Readonly<Record<IcmpCause, readonly [number, number]>>>> = {
  ipv4: {
    "net-unreachable": [3, 0],
    "host-unreachable": [3, 1],
    "protocol-unreachable": [3, 2],
    "port-unreachable": [3, 3],
    "net-prohibited": [3, 9],
    "host-prohibited": [3, 10],
    "administratively-prohibited": [3, 13],
    "time-exceeded": [11, 0],
    // "Fragmentation needed and DF set".
    "too-big": [3, 4],
    "policy-failed": [3, 13],
    "route-rejected": [3, 13],
  },
  ipv6: {
    "net-unreachable": [1, 0],
    "host-unreachable": [1, 3],
    "protocol-unreachable": [4, 1],
    "port-unreachable": [1, 4],
    "net-prohibited": [1, 1],
    "host-prohibited": [1, 1],
    "administratively-prohibited": [1, 1],
    "time-exceeded": [3, 0],
    "too-big": [2, 0],
    "policy-failed": [1, 5],
    "route-rejected": [1, 6],
  },
};

/** The ICMP error about a packet; it quotes the packet as it was where it died. */
export function icmpError(
  cause: IcmpCause,
  quoted: Packet,
  mtu: number | null = null,
): IcmpMessage {
  const [type, code] = CODES[quoted.family][cause];
  return {
    protocol: "icmp",
    type,
    code,
    identifier: null,
    sequence: null,
    mtu,
    gateway: null,
    quoted,
    payload: NO_PAYLOAD,
  };
}

/** What an ICMP error says; null for a message that is none. */
export function icmpCauseOf(message: IcmpMessage, family: Family): IcmpCause | null {
  if (message.quoted === null) return null;
  const causes = Object.entries(CODES[family]) as [IcmpCause, readonly [number, number]][];
  const found = causes.find(([, [type, code]]) => type === message.type && code === message.code);
  return found?.[0] ?? null;
}
