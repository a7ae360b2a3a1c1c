import type { Family } from "../base/address.js";
import type { Packet } from "./packet.js";

// RFC 792, RFC 4443, RFC 4861: the words of tcpdump.
const NAMES: Readonly<Record<Family, Readonly<Record<string, string>>>> = {
  ipv4: {
    "0/0": "echo reply",
    "8/0": "echo request",
    "3/0": "net unreachable",
    "3/1": "host unreachable",
    "3/2": "protocol unreachable",
    "3/3": "port unreachable",
    "3/4": "need to frag",
    "3/9": "net prohibited",
    "3/10": "host prohibited",
    "3/13": "admin prohibited",
    "5/0": "redirect net",
    "5/1": "redirect host",
    "11/0": "time exceeded",
    "11/1": "reassembly time exceeded",
  },
  ipv6: {
    "128/0": "echo request",
    "129/0": "echo reply",
    "1/0": "no route",
    "1/1": "admin prohibited",
    "1/3": "address unreachable",
    "1/4": "port unreachable",
    "2/0": "packet too big",
    "3/0": "time exceeded",
    "4/1": "unknown next header",
    "137/0": "redirect",
  },
};

/** What an ICMP message is called: `echo request`, `port unreachable`; its type and code where it has no name here. */
export function icmpName(family: Family, type: number, code: number): string {
  const number = `${type}/${code}`;
  return NAMES[family][number] ?? number;
}

/** Whether the packet is one of `ping`: a request or a reply; null for all else. */
export function echoOf({ family, transport }: Packet): "request" | "reply" | null {
  if (transport.protocol !== "icmp") return null;
  const { type } = transport;
  const [request, reply] = family === "ipv6" ? [128, 129] : [8, 0];
  return type === request ? "request" : type === reply ? "reply" : null;
}

/** Whether the packet tells of a shorter way. */
export function isRedirect({ family, transport }: Packet): boolean {
  return transport.protocol === "icmp" && transport.type === (family === "ipv6" ? 137 : 5);
}
