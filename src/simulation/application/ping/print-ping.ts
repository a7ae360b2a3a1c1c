import { familyOf } from "../../../base/address.js";
import { contains } from "../../../base/prefix.js";
import { GROUPS } from "../../../network/fib/address-type.js";
import type { Address, Family } from "../../../base/address.js";
import type { IcmpMessage } from "../../../packet/packet.js";
import { errnoText } from "../../socket/errno.js";
import type { Errno } from "../../socket/errno.js";
import type { PingArrival } from "../../socket/ping-socket.js";
import { isTimed } from "./tally.js";

const HEADERS = 28;

/** The first line: `PING web (10.0.0.2) 56(84) bytes of data.` */
export function startLine(host: string, to: Address, size: number): string {
  return familyOf(to) === "ipv4"
    ? `PING ${host} (${to}) ${size}(${size + HEADERS}) bytes of data.`
    : `PING ${host}(${to}) ${size} data bytes`;
}

/** The line for a reply; `remote` was asked. */
export function replyLine(
  { from, sequence, ttl, bytes }: PingArrival & { readonly kind: "reply" },
  {
    size,
    time,
    remote,
  }: { readonly size: number; readonly time: number; readonly remote: Address },
): string {
  const timed = isTimed(size) ? ` time=${timeText(time)} ms` : "";
  const isOther = from !== remote && !contains(GROUPS[familyOf(remote)], remote);
  return `${bytes} bytes from ${from}: icmp_seq=${sequence} ttl=${ttl}${timed}${isOther ? " (DIFFERENT ADDRESS!)" : ""}`;
}

/** The line for an ICMP error or a redirect. */
export function toldLine(
  { from, sequence, message }: PingArrival & { readonly kind: "told" },
  family: Family,
): string {
  const text = family === "ipv4" ? icmpText(message) : icmpv6Text(message);
  // A redirect is read from the socket itself, not from its queue of errors.
  const colon = family === "ipv4" && message.type === 5 ? ":" : "";
  return `From ${from}${colon} icmp_seq=${sequence} ${text}`;
}

/** What ping prints where a request is longer than its own way out. */
export const TOO_LONG = "ping: local error: message too long";

/** What ping prints of a call that failed after it has heard why. */
export function sendError(errno: Errno): string {
  return `ping: sendmsg: ${errnoText(errno)}`;
}

/** What ping prints where it has no way to the destination. */
export function couldNotOpen(errno: Errno): string {
  return errno === "EACCES"
    ? "ping: Do you want to ping broadcast? Then -b. If not, check your local firewall rules"
    : `ping: connect: ${errnoText(errno)}`;
}

// iputils ping_common.c: gather_statistics prints fewer places the longer the time.
function timeText(microseconds: number): string {
  if (microseconds >= 100_000 - 50) return `${Math.floor((microseconds + 500) / 1000)}`;
  if (microseconds >= 10_000 - 5) return fixed(microseconds + 50, 1);
  return microseconds >= 1000 ? fixed(microseconds + 5, 2) : fixed(microseconds, 3);
}

function fixed(microseconds: number, places: number): string {
  const unit = 10 ** (3 - places);
  return (Math.floor(microseconds / unit) / 10 ** places).toFixed(places);
}

// iputils ping.c: pr_icmph, by the codes of "destination unreachable".
const UNREACHABLE: readonly string[] = [
  "Destination Net Unreachable",
  "Destination Host Unreachable",
  "Destination Protocol Unreachable",
  "Destination Port Unreachable",
  "Frag needed and DF set",
  "Source Route Failed",
  "Destination Net Unknown",
  "Destination Host Unknown",
  "Source Host Isolated",
  "Destination Net Prohibited",
  "Destination Host Prohibited",
  "Destination Net Unreachable for Type of Service",
  "Destination Host Unreachable for Type of Service",
  "Packet filtered",
  "Precedence Violation",
  "Precedence Cutoff",
];

const REDIRECTS: readonly string[] = [
  "Redirect Network",
  "Redirect Host",
  "Redirect Type of Service and Network",
  "Redirect Type of Service and Host",
];

function icmpText({ type, code, mtu, gateway }: IcmpMessage): string {
  if (type === 3) {
    const text = UNREACHABLE[code] ?? `Dest Unreachable, Bad Code: ${code}`;
    return code === 4 ? `${text} (mtu = ${mtu ?? 0})` : text;
  }
  if (type === 5) {
    return `${REDIRECTS[code] ?? `Redirect, Bad Code: ${code}`}(New nexthop: ${gateway ?? "0.0.0.0"})`;
  }
  if (type === 11) {
    return code === 0 ? "Time to live exceeded" : "Frag reassembly time exceeded";
  }
  return type === 12 ? "Parameter problem: pointer = 0" : `Bad ICMP type: ${type}`;
}

// iputils ping6_common.c: print_icmp, by the codes of "destination unreachable".
const UNREACHABLE_V6: readonly string[] = [
  "No route",
  "Administratively prohibited",
  "Beyond scope of source address",
  "Address unreachable",
  "Port unreachable",
];

function icmpv6Text({ type, code, mtu }: IcmpMessage): string {
  if (type === 1) {
    return `Destination unreachable: ${UNREACHABLE_V6[code] ?? `Unknown code ${code}`}`;
  }
  if (type === 2) return `Packet too big: mtu=${mtu ?? 0}`;
  if (type === 3) {
    return `Time exceeded: ${code === 0 ? "Hop limit" : "Defragmentation failure"}`;
  }
  return type === 4 ? "Parameter problem: Wrong header field " : `unknown icmp type: ${type}`;
}
