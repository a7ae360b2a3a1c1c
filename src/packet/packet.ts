import type { Address, Family } from "../base/address.js";
import type { DnsMessage } from "./dns-message.js";
import type { DnsPiece } from "./dns-stream.js";
import type { MacAddress } from "./mac-address.js";
import type { SctpChunk } from "./sctp-chunk.js";

/** An IP packet with its transport header and payload, as one value; every change makes a new one. */
export interface Packet {
  readonly family: Family;
  readonly source: Address;
  readonly destination: Address;
  /** Time to live, or the hop limit of IPv6. */
  readonly ttl: number;
  /** Nobody may cut it on its way; IPv6 routers never do. */
  readonly dontFragment: boolean;
  /** Which piece it is of a packet that was cut; null for a whole one. */
  readonly fragment: Fragment | null;
  /** A piece keeps what the whole packet carried; only the piece at offset 0 shows its header. */
  readonly transport: Transport;
}

/** A piece of a packet that was too long for a link. */
export interface Fragment {
  /** What the pieces of one packet have in common. */
  readonly identification: number;
  /** Where it begins, in bytes behind the IP header. */
  readonly offset: number;
  /** Bytes behind the IP header. */
  readonly length: number;
  /** Whether others follow. */
  readonly more: boolean;
}

/** What the packet carries for the two ends. */
export type Transport = TcpSegment | UdpDatagram | SctpPacket | IcmpMessage | TunnelHeader;

/** A TCP segment. Sequence numbers count from 0 at the start of each connection, as Wireshark's relative ones. */
export interface TcpSegment {
  readonly protocol: "tcp";
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly flags: readonly TcpFlag[];
  readonly sequence: number;
  readonly acknowledgement: number;
  /** The longest piece of data that the sender of a SYN takes in, in bytes (its MSS option). */
  readonly maximumSegment?: number;
  readonly payload: Payload;
}

/** The flags of a TCP segment, listed in this order wherever they are printed. */
export type TcpFlag = "SYN" | "FIN" | "RST" | "PSH" | "ACK";

/** A UDP datagram. */
export interface UdpDatagram {
  readonly protocol: "udp";
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly payload: Payload;
}

/** An SCTP packet: its chunks, in order, and what its DATA chunk carries. */
export interface SctpPacket {
  readonly protocol: "sctp";
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** What the receiver has asked to be addressed with; 0 with an INIT, which nobody was asked for yet. */
  readonly verificationTag: number;
  readonly chunks: readonly SctpChunk[];
  readonly payload: Payload;
}

/** An ICMP or ICMPv6 message; an error quotes the packet that it is about. */
export interface IcmpMessage {
  readonly protocol: "icmp";
  readonly type: number;
  readonly code: number;
  /** What pairs a request with its answer, as `ping` draws it; null where the message has none. */
  readonly identifier: number | null;
  /** Which request of an exchange it is, or answers, as `ping` counts them from 1; null where the message has none. */
  readonly sequence: number | null;
  /** The longest packet that fits, in bytes, as "fragmentation needed" and "packet too big" say it. */
  readonly mtu: number | null;
  /** The better next hop that a redirect names. */
  readonly gateway: Address | null;
  readonly quoted: Packet | null;
  readonly payload: Payload;
}

/** What stands before the packet that a tunnel's outer packet carries: nothing at all for IPIP, four bytes for GRE. */
export interface TunnelHeader {
  readonly protocol: "ipip" | "gre";
  readonly payload: Payload;
}

/** The data behind the transport header. */
export type Payload =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string }
  /** So many bytes that nobody reads. */
  | { readonly kind: "filler"; readonly bytes: number }
  | { readonly kind: "dns"; readonly message: DnsMessage }
  /** DNS messages, or parts of them, in a stream. */
  | { readonly kind: "dns-stream"; readonly pieces: readonly DnsPiece[] }
  /** A frame in a VXLAN of this number. */
  | {
      readonly kind: "frame";
      readonly network: number;
      readonly source: MacAddress;
      readonly destination: MacAddress;
      readonly packet: Packet;
    }
  /** A packet in an outer one. */
  | { readonly kind: "packet"; readonly packet: Packet };

/** No data. */
export const NO_PAYLOAD: Payload = { kind: "none" };
