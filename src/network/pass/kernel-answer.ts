import type { Address } from "../../base/address.js";
import type { AttachedConnection, SocketBuffer } from "../../netfilter/socket-buffer.js";
import { icmpError } from "../../packet/icmp-error.js";
import type { IcmpCause } from "../../packet/icmp-error.js";
import type { Packet } from "../../packet/packet.js";
import { answeredBy, resetFor } from "../../packet/tcp-reset.js";
import { sourceAddress } from "../host.js";
import type { Host } from "../host.js";
import type { KernelAnswer } from "./pass-result.js";

/** The TTL of packets that a Linux host makes (`net.ipv4.ip_default_ttl`). */
export const DEFAULT_TTL = 64;

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
};

/** What REJECT answers; null where nothing may be answered. */
export function rejectionOf(
  host: Host,
  buffer: SocketBuffer,
  rejectWith: string,
): KernelAnswer | null {
  if (rejectWith === "tcp-reset") {
    const { transport } = buffer.packet;
    const reset = transport.protocol === "tcp" ? resetFor(transport) : null;
    if (reset === null) return null;
    const packet = answeredBy(buffer.packet, reset, DEFAULT_TTL);
    return { packet, connection: relatedTo(buffer) };
  }
  return icmpAnswer(host, buffer, CAUSES[rejectWith] ?? "port-unreachable");
}

/** The ICMP error to the sender of a packet; null for one about an error, or to nobody. */
export function icmpAnswer(
  host: Host,
  buffer: SocketBuffer,
  cause: IcmpCause,
): KernelAnswer | null {
  const { packet } = buffer;
  // RFC 1122 3.2.2: no error about an error, or errors would breed.
  if (packet.transport.protocol === "icmp" && packet.transport.quoted !== null) return null;
  const source = errorSource(host, packet);
  if (source === null) return null;
  return {
    packet: {
      family: packet.family,
      source,
      destination: packet.source,
      ttl: DEFAULT_TTL,
      dontFragment: false,
      fragment: null,
      transport: icmpError(cause, packet),
    },
    connection: relatedTo(buffer),
  };
}

// linux net/ipv4/icmp.c: an error about a packet for this host comes from the address that it was for,
// any other from the address that the way back to the sender begins with.
function errorSource(host: Host, packet: Packet): Address | null {
  const isOurs = host.view.addressTypeOf(packet.destination) === "LOCAL";
  return isOurs ? packet.destination : sourceAddress(host, packet.source);
}

// linux net/netfilter/nf_conntrack_core.c: nf_conntrack_attach gives the answer its packet's connection, also one
// that is not confirmed yet; so the error is translated back though the connection never comes to be.
function relatedTo({ connection }: SocketBuffer): AttachedConnection | null {
  if (connection === null || connection.id === null) return null;
  const direction = connection.direction === "original" ? "reply" : "original";
  return { id: connection.id, state: "RELATED", direction };
}
