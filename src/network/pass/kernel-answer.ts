import type { AttachedConnection, SocketBuffer } from "../../netfilter/socket-buffer.js";
import { icmpError } from "../../packet/icmp-error.js";
import type { IcmpCause } from "../../packet/icmp-error.js";
import { NO_PAYLOAD } from "../../packet/packet.js";
import type { Packet } from "../../packet/packet.js";
import type { Address } from "../../base/address.js";
import { answeredBy, resetFor } from "../../packet/tcp-reset.js";
import { selectSource } from "../fib/select-source.js";
import { sourceAddress } from "../host.js";
import type { Host } from "../host.js";
import { isGroupMac } from "../mac-address.js";
import type { KernelAnswer, PassContext } from "./pass-result.js";

/** Where and when an answer is made. */
export type AnswerPlace = Pick<PassContext, "host" | "now">;

// linux net/netfilter/xt_REJECT: the words of `--reject-with`, by iptables and by ip6tables.
const CAUSES: Readonly<Record<string, IcmpCause>> = {
  "icmp-net-unreachable": "net-unreachable",
  "icmp-host-unreachable": "host-unreachable",
  "icmp-proto-unreachable": "protocol-unreachable",
  "icmp-port-unreachable": "port-unreachable",
  "icmp-net-prohibited": "net-prohibited",
  "icmp-host-prohibited": "host-prohibited",
  "icmp-admin-prohibited": "administratively-prohibited",
  "icmp6-no-route": "net-unreachable",
  "icmp6-adm-prohibited": "administratively-prohibited",
  "icmp6-addr-unreachable": "host-unreachable",
  "icmp6-port-unreachable": "port-unreachable",
  "icmp6-policy-fail": "policy-failed",
  "icmp6-reject-route": "route-rejected",
};

/** What REJECT answers; null where nothing may be answered. */
export function rejectionOf(
  place: AnswerPlace,
  buffer: SocketBuffer,
  rejectWith: string,
): KernelAnswer | null {
  if (rejectWith === "tcp-reset") {
    const { transport } = buffer.packet;
    const reset = transport.protocol === "tcp" ? resetFor(transport) : null;
    if (reset === null) return null;
    const packet = answeredBy(buffer.packet, reset, usualTtl(place.host));
    return { packet, connection: relatedTo(buffer) };
  }
  return icmpAnswer(place, buffer, CAUSES[rejectWith] ?? "port-unreachable");
}

/** The ICMP error to the sender of a packet; null where none may be sent. `mtu` is what the cause `too-big` tells. */
export function icmpAnswer(
  place: AnswerPlace,
  buffer: SocketBuffer,
  cause: IcmpCause,
  mtu: number | null = null,
): KernelAnswer | null {
  const transport = icmpError(cause, buffer.packet, mtu);
  return answerWith(place, buffer, transport);
}

/** The redirect to the sender of a packet that goes back to the link it came from; null where none may be sent. */
export function redirectAnswer(
  place: AnswerPlace,
  buffer: SocketBuffer,
  gateway: Address,
): KernelAnswer | null {
  if (!place.host.limits.mayRedirect(buffer.packet.source, place.now)) return null;
  return answerWith(place, buffer, {
    protocol: "icmp",
    type: 5,
    // Redirect for the host.
    code: 1,
    identifier: null,
    sequence: null,
    mtu: null,
    gateway,
    quoted: buffer.packet,
    payload: NO_PAYLOAD,
  });
}

// linux net/ipv4/icmp.c: icmp_send; net/ipv6/icmp.c: icmp6_send.
function answerWith(
  place: AnswerPlace,
  buffer: SocketBuffer,
  transport: Packet["transport"] & { readonly protocol: "icmp" },
): KernelAnswer | null {
  const { packet } = buffer;
  const { host } = place;
  if (!mayBeAnswered(host, buffer, transport.type)) return null;
  const source = errorSource(host, buffer);
  if (source === null || !isWithinLimit(place, packet, transport)) return null;
  return {
    packet: {
      family: packet.family,
      source,
      destination: packet.source,
      ttl: usualTtl(host),
      dontFragment: false,
      fragment: null,
      transport,
    },
    connection: relatedTo(buffer),
  };
}

// RFC 1122 3.2.2: no error about an error, or errors would breed; none about a broadcast, or about a later piece.
function mayBeAnswered(host: Host, { packet, link, input }: SocketBuffer, type: number): boolean {
  const { transport, fragment } = packet;
  if (transport.protocol === "icmp" && transport.quoted !== null) return false;
  if (fragment !== null && fragment.offset > 0) return false;
  const tellsSize = packet.family === "ipv6" && type === 2;
  const isForSeveral = input !== null && link !== null && isGroupMac(link.destination);
  const to = host.view.addressTypeOf(packet.destination);
  if (!tellsSize && (isForSeveral || to === "BROADCAST" || to === "MULTICAST")) return false;
  const from = host.view.addressTypeOf(packet.source);
  return from === "LOCAL" || from === "UNICAST";
}

// linux net/ipv4/icmp.c: icmpv4_mask_allow, icmpv4_xrlim_allow. What is told to the host itself is not counted.
function isWithinLimit(
  { host, now }: AnswerPlace,
  { family, source }: Packet,
  { type, code }: { readonly type: number; readonly code: number },
): boolean {
  if (host.view.addressTypeOf(source) === "LOCAL") return true;
  const { settings, limits } = host;
  if (family === "ipv6") {
    if (type === 2) return true;
    return limits.maySendError(source, settings.number("net/ipv6/icmp/ratelimit"), now);
  }
  const isLimited = ((settings.number("net/ipv4/icmp_ratemask") >>> type) & 1) === 1;
  if (!isLimited || (type === 3 && code === 4)) return true;
  return limits.maySendError(source, settings.number("net/ipv4/icmp_ratelimit"), now);
}

// linux net/ipv4/icmp.c: an error about a packet for this host comes from the address that it was for,
// any other from the address that the way back to the sender begins with.
function errorSource(host: Host, { packet, input }: SocketBuffer): Address | null {
  const isOurs = host.view.addressTypeOf(packet.destination) === "LOCAL";
  if (isOurs) return packet.destination;
  const usesInbound = host.settings.number("net/ipv4/icmp_errors_use_inbound_ifaddr") !== 0;
  if (packet.family === "ipv6" || input === null || !usesInbound) {
    return sourceAddress(host, packet.source);
  }
  return selectSource(host.namespace.devices, {
    device: input,
    towards: packet.source,
    family: "ipv4",
    scope: "link",
    routesLocalnet: host.settings.either(input, "route_localnet"),
  });
}

/** The TTL of the packets that a host makes. */
export function usualTtl(host: Host): number {
  return host.settings.number("net/ipv4/ip_default_ttl");
}

// linux net/netfilter/nf_conntrack_core.c: nf_conntrack_attach gives the answer its packet's connection, also one
// that is not confirmed yet; so the error is translated back though the connection never comes to be.
function relatedTo({ connection }: SocketBuffer): AttachedConnection | null {
  if (connection === null || connection.id === null) return null;
  const direction = connection.direction === "original" ? "reply" : "original";
  return { id: connection.id, state: "RELATED", direction };
}
