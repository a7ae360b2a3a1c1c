import { parseAddress } from "../../base/address.js";
import { contains } from "../../base/prefix.js";
import type { ConnectionEntry, Tuple } from "../../trace/event/netfilter-event.js";
import type { AddressOption, ConnectionClause, PortOption } from "./connection-clause.js";
import type { Evidence } from "./form.js";
import { isWithin } from "./number-range.js";
import { protocolNumber } from "./protocol-number.js";
import type { Surroundings } from "./surroundings.js";

/** Whether a clause holds of the packet's connection; null where that is not known. */
export function connectionHolds(clause: ConnectionClause, evidence: Evidence): boolean | null {
  const { surroundings, headers } = evidence;
  if (surroundings === null) return null;
  const { connection } = surroundings;
  if (connection === null) return false;
  const fits = clauseFits(clause, connection, { surroundings, isIpv6: headers.family === "ipv6" });
  return fits === null ? null : fits !== clause.negated;
}

/** What the connection has instead; `-` without one. */
export function connectionFound(clause: ConnectionClause, evidence: Evidence): string {
  const { surroundings, headers } = evidence;
  const connection = surroundings?.connection ?? null;
  if (surroundings === null || connection === null) return "-";
  if ("direction" in clause) return (surroundings.direction ?? "-").toUpperCase();
  if ("range" in clause) return String(portOf(clause.option, connection));
  if ("protocol" in clause) return String(protocolOf(connection, headers.family === "ipv6"));
  if ("bits" in clause) return statusOf(connection).join(",") || "NONE";
  if ("seconds" in clause) return String(secondsLeft(connection, surroundings.now) ?? "-");
  return addressOf(clause.option, connection);
}

function clauseFits(
  clause: ConnectionClause,
  connection: ConnectionEntry,
  { surroundings, isIpv6 }: { readonly surroundings: Surroundings; readonly isIpv6: boolean },
): boolean | null {
  if ("direction" in clause) return clause.direction.toLowerCase() === surroundings.direction;
  if ("range" in clause) return isWithin(clause.range, portOf(clause.option, connection));
  if ("protocol" in clause) return clause.protocol === protocolOf(connection, isIpv6);
  if ("bits" in clause) return clause.bits.some((bit) => statusOf(connection).includes(bit));
  if ("seconds" in clause) {
    const left = secondsLeft(connection, surroundings.now);
    return left === null ? null : isWithin(clause.seconds, left);
  }
  const address = parseAddress(addressOf(clause.option, connection));
  return address !== null && contains(clause.prefix, address);
}

function addressOf(option: AddressOption, { original, reply }: ConnectionEntry): string {
  switch (option) {
    case "--ctorigsrc":
      return original.source;
    case "--ctorigdst":
      return original.destination;
    case "--ctreplsrc":
      return reply.source;
    case "--ctrepldst":
      return reply.destination;
  }
}

function portOf(option: PortOption, { original, reply }: ConnectionEntry): number {
  switch (option) {
    case "--ctorigsrcport":
      return sourceOf(original);
    case "--ctorigdstport":
      return destinationOf(original);
    case "--ctreplsrcport":
      return sourceOf(reply);
    case "--ctrepldstport":
      return destinationOf(reply);
  }
}

// Where others have ports ICMP has its identifier, and its type and code (union nf_conntrack_man_proto).
function sourceOf({ icmp, sourcePort }: Tuple): number {
  return icmp === null ? sourcePort : icmp.identifier;
}

function destinationOf({ icmp, destinationPort }: Tuple): number {
  return icmp === null ? destinationPort : icmp.type * 256 + icmp.code;
}

// ICMP of IPv6 has a number of its own.
function protocolOf({ protocol }: ConnectionEntry, isIpv6: boolean): number | null {
  return protocolNumber(protocol === "icmp" && isIpv6 ? "ipv6-icmp" : protocol);
}

// Expectations are not modelled, so no connection is EXPECTED.
function statusOf({ seenReply, assured, confirmed }: ConnectionEntry): readonly string[] {
  return [
    ...(seenReply ? ["SEEN_REPLY"] : []),
    ...(assured ? ["ASSURED"] : []),
    ...(confirmed ? ["CONFIRMED"] : []),
  ];
}

// The time of an entry that is not confirmed yet has not begun to run (nf_ct_expires reads it all the same).
function secondsLeft({ confirmed, expiresAt }: ConnectionEntry, now: number): number | null {
  return confirmed ? Math.max(0, Math.floor((expiresAt - now) / 1_000_000)) : null;
}
