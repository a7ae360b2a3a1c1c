import type { Address, Family } from "../base/address.js";
import type { DnsMessage } from "./dns-message.js";

/** An IP packet with its transport header and payload, as one value; every change makes a new one. */
export interface Packet {
  readonly family: Family;
  readonly source: Address;
  readonly destination: Address;
  /** Time to live, or the hop limit of IPv6. */
  readonly ttl: number;
  readonly transport: Transport;
}

/** What the packet carries for the two ends. */
export type Transport = TcpSegment | UdpDatagram | IcmpMessage;

/** A TCP segment. Sequence numbers count from 0 at the start of each connection, as Wireshark's relative ones. */
export interface TcpSegment {
  readonly protocol: "tcp";
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly flags: readonly TcpFlag[];
  readonly sequence: number;
  readonly acknowledgement: number;
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

/** An ICMP or ICMPv6 message; an error quotes the packet that it is about. */
export interface IcmpMessage {
  readonly protocol: "icmp";
  readonly type: number;
  readonly code: number;
  readonly quoted: Packet | null;
  readonly payload: Payload;
}

/** The data behind the transport header. */
export type Payload =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "dns"; readonly message: DnsMessage };

/** No data. */
export const NO_PAYLOAD: Payload = { kind: "none" };
