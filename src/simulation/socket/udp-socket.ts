import type { Received } from "../../dns/effect.js";
import type { PacketId } from "../../trace/id.js";
import type { Bound, Endpoint } from "./endpoint.js";
import type { Errno } from "./errno.js";
import type { Mailbox } from "./mailbox.js";

/** A UDP socket of a program. */
export interface UdpSocket {
  readonly number: number;
  readonly program: string;
  readonly port: number;
  readonly bound: Bound;
  /** A client's socket is connected to those it has sent to: it hears their datagrams and errors alone. */
  readonly role: "client" | "server";
  /** Whether its program has asked for every error (IP_RECVERR), as resolvers do. */
  readonly hearsAll: boolean;
  /** By `endpointText`. */
  readonly peers: Map<string, UdpPeer>;
  readonly inbox: Mailbox<UdpArrival>;
}

/** What comes to a socket, with the packet that brought it; null for what no packet brought. */
export interface UdpArrival {
  readonly received: UdpReceived;
  readonly packet: PacketId | null;
  /** The error that it is; null for a datagram. */
  readonly errno: Errno | null;
}

/** What a socket has to say; `not-permitted` where its own host did not let a datagram out. */
export type UdpReceived = Received | { readonly kind: "not-permitted" };

/** Somebody that a socket speaks with. */
export interface UdpPeer {
  readonly local: Endpoint;
  readonly remote: Endpoint;
}
