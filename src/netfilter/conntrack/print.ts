import { familyOf, parseAddress } from "../../base/address.js";
import type { ConnectionEntry, Tuple } from "../../trace/event/netfilter-event.js";

/** A protocol's name and number as `conntrack -L` prints them. */
type Protocol = readonly [name: string, number: number];

// libnetfilter_conntrack src/conntrack/snprintf_default.c: proto2str; a protocol without a tracker has no name there.
const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  tcp: ["tcp", 6],
  udp: ["udp", 17],
  sctp: ["sctp", 132],
  gre: ["gre", 47],
  ipip: ["unknown", 4],
};
const ICMP: Readonly<Record<"ipv4" | "ipv6", Protocol>> = {
  ipv4: ["icmp", 1],
  ipv6: ["icmpv6", 58],
};
const NAME_WIDTH = 8;

/** One entry as `conntrack -L` (1.4.7) prints it at a virtual time in microseconds. */
export function printConnection(entry: ConnectionEntry, now: number): string {
  const [name, number] = protocolOf(entry);
  const seconds = Math.max(0, Math.floor((entry.expiresAt - now) / 1_000_000));
  const words = [
    `${name.padEnd(NAME_WIDTH)} ${number}`,
    String(seconds),
    ...(entry.protocolState === null ? [] : [entry.protocolState]),
    printTuple(entry.protocol, entry.original),
    ...(entry.seenReply ? [] : ["[UNREPLIED]"]),
    printTuple(entry.protocol, entry.reply),
    ...(entry.assured ? ["[ASSURED]"] : []),
    `mark=${entry.mark}`,
    "use=1",
  ];
  return words.join(" ");
}

/** What `conntrack -L` prints: a line for each entry that is confirmed and has time left. */
export function printConnections(entries: readonly ConnectionEntry[], now: number): string {
  return entries
    .filter((entry) => isListed(entry, now))
    .map((entry) => `${printConnection(entry, now)}\n`)
    .join("");
}

/** Whether an entry is in the table as others see it. */
export function isListed({ confirmed, expiresAt }: ConnectionEntry, now: number): boolean {
  return confirmed && expiresAt > now;
}

/** Of which protocol an entry is, by the tool's names. */
export function protocolOf({ protocol, original }: ConnectionEntry): Protocol {
  if (protocol !== "icmp") return PROTOCOLS[protocol] ?? ["unknown", 0];
  const source = parseAddress(original.source);
  return ICMP[source === null ? "ipv4" : familyOf(source)];
}

function printTuple(protocol: string, tuple: Tuple): string {
  const { source, destination, sourcePort, destinationPort, icmp } = tuple;
  const ends = `src=${source} dst=${destination}`;
  if (icmp !== null) return `${ends} type=${icmp.type} code=${icmp.code} id=${icmp.identifier}`;
  if (protocol === "gre") return `${ends} srckey=0x0 dstkey=0x0`;
  return protocol === "ipip" ? ends : `${ends} sport=${sourcePort} dport=${destinationPort}`;
}
