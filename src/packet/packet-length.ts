import type { DnsMessage } from "./dns-message.js";
import { dnsSize } from "./dns-wire.js";
import type { Packet, Payload, TcpSegment, Transport } from "./packet.js";
import { payloadLength, utf8Length } from "./payload-length.js";
import { chunkLength } from "./sctp-chunk.js";

const IP_HEADER = { ipv4: 20, ipv6: 40 } as const;
const UDP_HEADER = 8;
const ICMP_HEADER = 8;
const TCP_HEADER = 20;
const SCTP_HEADER = 12;
const GRE_HEADER = 4;
const VXLAN_HEADER = 8;
const ETHERNET_HEADER = 14;

// What Linux says beside the ports, with tcp_timestamps, tcp_sack and tcp_window_scaling at 1 as they are by default:
// maximum segment size, SACK permitted, timestamps and window scale in a SYN, timestamps later; nothing in a RST that
// answers for a socket that is not there (linux net/ipv4/tcp_output.c: tcp_syn_options; tcp_ipv4.c: tcp_v4_send_reset).
const SYN_OPTIONS = 20;
const TIMESTAMPS = 12;

// An ICMP error quotes as much as fits in this many bytes (RFC 1812 4.3.2.3, RFC 4443 2.4).
const LONGEST_ERROR = { ipv4: 576, ipv6: 1280 } as const;

/** How many bytes a packet has, its IP header included. */
export function packetLength(packet: Packet): number {
  const carried = packet.fragment?.length ?? transportLength(packet);
  return IP_HEADER[packet.family] + carried;
}

/** How many bytes a packet carries behind its IP header, before it is cut. */
export function transportLength({ family, transport }: Packet): number {
  if (transport.protocol === "icmp" && transport.quoted !== null) {
    const room = LONGEST_ERROR[family] - IP_HEADER[family] - ICMP_HEADER;
    return ICMP_HEADER + Math.min(room, packetLength(transport.quoted));
  }
  const data = bytesOf(transport.payload);
  // RFC 9260 3.2: a chunk is padded to four bytes.
  const padded = transport.protocol === "sctp" ? 4 * Math.ceil(data / 4) : data;
  return headerLength(transport) + padded;
}

/** The bytes of the header behind the IP header. */
export function headerLength(transport: Transport): number {
  switch (transport.protocol) {
    case "tcp":
      return TCP_HEADER + optionsLength(transport);
    case "udp":
      return UDP_HEADER;
    case "sctp":
      return transport.chunks.reduce((bytes, chunk) => bytes + chunkLength(chunk), SCTP_HEADER);
    case "icmp":
      return ICMP_HEADER;
    case "ipip":
      return 0;
    case "gre":
      return GRE_HEADER;
  }
}

function optionsLength({ flags }: TcpSegment): number {
  if (flags.includes("SYN")) return SYN_OPTIONS;
  return flags.includes("RST") ? 0 : TIMESTAMPS;
}

function bytesOf(payload: Payload): number {
  switch (payload.kind) {
    case "none":
      return 0;
    case "text":
      return utf8Length(payload.text);
    case "filler":
      return payload.bytes;
    case "dns":
      return sizeOf(payload.message);
    case "dns-stream":
      return payloadLength(payload);
    case "frame":
      return VXLAN_HEADER + ETHERNET_HEADER + packetLength(payload.packet);
    case "packet":
      return packetLength(payload.packet);
  }
}

// Every hop asks for the length of the same message, which only its encoding tells.
const sizes = new WeakMap<DnsMessage, number>();

function sizeOf(message: DnsMessage): number {
  const size = sizes.get(message) ?? dnsSize(message);
  sizes.set(message, size);
  return size;
}
