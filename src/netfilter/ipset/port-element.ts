import type { Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";
import { protocolName, protocolNumber } from "../match/protocol-number.js";
import { protocolOf } from "../match/protocol.js";
import type { SetElement } from "./ip-set.js";
import type { SetTypeName } from "./set-type.js";

type PortElement = Extract<SetElement, { readonly kind: "port" }>;

const WITH_PORTS = ["tcp", "udp", "sctp", "udplite"];
// ICMP keeps its type and code where the others keep a port; ipset prints these by name (lib/icmp.c, lib/icmpv6.c).
const NAMES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  icmp: [
    ["echo-reply", "0/0"],
    ["pong", "0/0"],
    ["network-unreachable", "3/0"],
    ["host-unreachable", "3/1"],
    ["protocol-unreachable", "3/2"],
    ["port-unreachable", "3/3"],
    ["fragmentation-needed", "3/4"],
    ["source-route-failed", "3/5"],
    ["network-unknown", "3/6"],
    ["host-unknown", "3/7"],
    ["network-prohibited", "3/9"],
    ["host-prohibited", "3/10"],
    ["TOS-network-unreachable", "3/11"],
    ["TOS-host-unreachable", "3/12"],
    ["communication-prohibited", "3/13"],
    ["host-precedence-violation", "3/14"],
    ["precedence-cutoff", "3/15"],
    ["source-quench", "4/0"],
    ["network-redirect", "5/0"],
    ["host-redirect", "5/1"],
    ["TOS-network-redirect", "5/2"],
    ["TOS-host-redirect", "5/3"],
    ["echo-request", "8/0"],
    ["ping", "8/0"],
    ["router-advertisement", "9/0"],
    ["router-solicitation", "10/0"],
    ["ttl-zero-during-transit", "11/0"],
    ["ttl-zero-during-reassembly", "11/1"],
    ["ip-header-bad", "12/0"],
    ["required-option-missing", "12/1"],
    ["timestamp-request", "13/0"],
    ["timestamp-reply", "14/0"],
    ["address-mask-request", "17/0"],
    ["address-mask-reply", "18/0"],
  ],
  "ipv6-icmp": [
    ["no-route", "1/0"],
    ["communication-prohibited", "1/1"],
    ["address-unreachable", "1/3"],
    ["port-unreachable", "1/4"],
    ["packet-too-big", "2/0"],
    ["ttl-zero-during-transit", "3/0"],
    ["ttl-zero-during-reassembly", "3/1"],
    ["bad-header", "4/0"],
    ["unknown-header-type", "4/1"],
    ["unknown-option", "4/2"],
    ["echo-request", "128/0"],
    ["ping", "128/0"],
    ["echo-reply", "129/0"],
    ["pong", "129/0"],
    ["router-solicitation", "133/0"],
    ["router-advertisement", "134/0"],
    ["neighbour-solicitation", "135/0"],
    ["neigbour-solicitation", "135/0"],
    ["neighbour-advertisement", "136/0"],
    ["neigbour-advertisement", "136/0"],
    ["redirect", "137/0"],
  ],
};

/** What a packet has in the dimension of ports, as entries are told apart; null where it has none that sets know. */
export function portOf(packet: Packet, isSource: boolean, type: SetTypeName): string | null {
  const { transport, fragment } = packet;
  if (fragment !== null && fragment.offset > 0) return null;
  if (type === "bitmap:port") {
    if (!hasPorts(transport)) return null;
    return String(isSource ? transport.sourcePort : transport.destinationPort);
  }
  const port =
    transport.protocol === "icmp"
      ? transport.type * 256 + transport.code
      : !hasPorts(transport)
        ? 0
        : isSource
          ? transport.sourcePort
          : transport.destinationPort;
  return `${protocolOf(packet)}:${port}`;
}

/** Reads `80`, `udp:53`, `tcp:80-82`, `icmp:echo-request`, `ipv6-icmp:128/0`: the first and the last; null where it is none. */
export function parsePorts(text: string): readonly [PortElement, PortElement] | null {
  const colon = text.indexOf(":");
  const protocol = colon === -1 ? "tcp" : protocolName(text.slice(0, colon));
  const rest = text.slice(colon + 1);
  if (protocol === "all" || protocolNumber(protocol) === null) return null;
  const names = NAMES[protocol];
  if (names !== undefined) {
    const numbers = names.find(([name]) => name.toLowerCase() === rest.toLowerCase())?.[1] ?? rest;
    const parts = /^(\d{1,3})\/(\d{1,3})$/.exec(numbers);
    const [kind, code] = [Number(parts?.[1] ?? 256), Number(parts?.[2] ?? 256)];
    if (kind > 255 || code > 255) return null;
    const element = { kind: "port", protocol, port: kind * 256 + code } as const;
    return [element, element];
  }
  const range = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(rest);
  if (range === null) return null;
  const [a, b] = [Number(range[1]), Number(range[2] ?? range[1])];
  // Other protocols have no ports, which is written as port 0.
  if (Math.max(a, b) > (WITH_PORTS.includes(protocol) ? 65535 : 0)) return null;
  return [
    { kind: "port", protocol, port: Math.min(a, b) },
    { kind: "port", protocol, port: Math.max(a, b) },
  ];
}

/** `tcp:80`, `icmp:echo-request`. */
export function printPort({ protocol, port }: PortElement): string {
  if (protocol === null) return String(port);
  const numbers = `${Math.floor(port / 256)}/${port % 256}`;
  const names = NAMES[protocol];
  if (names === undefined) return `${protocol}:${port}`;
  return `${protocol}:${names.find(([, each]) => each === numbers)?.[0] ?? numbers}`;
}
