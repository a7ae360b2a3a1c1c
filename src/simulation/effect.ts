import type { Address } from "../base/address.js";
import type { Answered, Effects } from "../base/effect.js";
import type { DnsNeed } from "../dns/effect.js";
import type { DnsMessage } from "../packet/dns-message.js";
import type { Payload } from "../packet/packet.js";
import type { PlayEvent } from "../trace/event/play-event.js";
import type { PacketId, QueryId } from "../trace/id.js";
import type { Endpoint } from "./socket/endpoint.js";
import type { Errno } from "./socket/errno.js";
import type { PingArrival } from "./socket/ping-socket.js";
import type { StreamData } from "./tcp/stream-data.js";

/** What a program of the play may ask of its host. */
export type Need =
  | DnsNeed
  | Report
  | Spawn
  | ListenUdp
  | ReceiveQuery
  | AnswerQuery
  | ReceiveStreamQuery
  | ListenStream
  | AcceptStream
  | ConnectStream
  | SendStream
  | ReceiveStream
  | ReceiveStreamFor
  | CloseStream
  | OpenPing
  | SendEcho
  | ReceiveEcho
  | ClosePing
  | OpenDatagram
  | SendDatagram
  | ReceiveDatagram
  | AnswerDatagram;

/** A program: a generator that yields what it needs. */
export type Program<Result> = Effects<Need, Result>;

/** Writes a fact of the play into the trace. */
export interface Report extends Answered<true> {
  readonly kind: "report";
  readonly event: PlayEvent;
}

/** Starts another process of the same program, which goes on by itself. */
export interface Spawn extends Answered<true> {
  readonly kind: "spawn";
  readonly process: Program<void>;
}

/** Opens a UDP socket on a port of its own; answers with its number. */
export interface ListenUdp extends Answered<number> {
  readonly kind: "listen-udp";
  /** Null for all addresses. */
  readonly address?: Address | null;
  readonly port: number;
}

/** Waits for the next DNS query of a socket; other datagrams are passed over. */
export interface ReceiveQuery extends Answered<ArrivedQuery> {
  readonly kind: "receive-query";
  readonly socket: number;
}

/** A DNS query as it came in, and which one of the trace it is. */
export interface ArrivedQuery {
  readonly from: Address;
  readonly port: number;
  readonly message: DnsMessage;
  readonly query: QueryId;
  /** The packet that brought it. */
  readonly packet: PacketId | null;
}

/** Sends the answer to a query, from the address that it came to. */
export interface AnswerQuery extends Answered<true> {
  readonly kind: "answer-query";
  readonly socket: number;
  readonly arrived: ArrivedQuery;
  readonly message: DnsMessage;
}

/** Waits for the next DNS query over a connection, but not for ever; `ended` where none comes any more. */
export interface ReceiveStreamQuery extends Answered<ArrivedQuery | "ended"> {
  readonly kind: "receive-stream-query";
  readonly connection: Accepted;
  readonly timeoutMicroseconds: number;
}

/** What has connections: TCP's, and the associations of SCTP. */
export type StreamProtocol = "tcp" | "sctp";

/** Waits for connections on a port; answers with the socket's number. */
export interface ListenStream extends Answered<number> {
  readonly kind: "listen-stream";
  readonly protocol: StreamProtocol;
  /** Null for all addresses. */
  readonly address?: Address | null;
  readonly port: number;
}

/** Takes the next connection of a listening socket. */
export interface AcceptStream extends Answered<Accepted> {
  readonly kind: "accept-stream";
  readonly socket: number;
}

/** A connection that somebody made to us. */
export interface Accepted {
  readonly socket: number;
  readonly from: Address;
  readonly port: number;
}

/** Connects, or fails as the kernel says, or after the program's own timeout. */
export interface ConnectStream extends Answered<Connected> {
  readonly kind: "connect-stream";
  readonly protocol: StreamProtocol;
  readonly to: Address;
  readonly port: number;
  readonly timeoutMicroseconds: number;
}

/** How connecting ended. */
export type Connected =
  | { readonly kind: "connected"; readonly socket: number; readonly local: Endpoint }
  | { readonly kind: "failed"; readonly errno: Errno };

/** Sends a text. */
export interface SendStream extends Answered<true> {
  readonly kind: "send-stream";
  readonly socket: number;
  readonly text: string;
  /** What is sent in its place over TCP, by who passes on what it does not read. */
  readonly data?: StreamData;
}

/** Waits for what the peer sends next. */
export interface ReceiveStream extends Answered<Arrived> {
  readonly kind: "receive-stream";
  readonly socket: number;
}

/** What a connection has to say: a text, the peer's end, or how it failed. */
export type Arrived =
  | {
      readonly kind: "text";
      readonly text: string;
      /** As it came over TCP; its text is empty where it is none. */
      readonly data?: StreamData;
    }
  | { readonly kind: "closed" }
  | { readonly kind: "failed"; readonly errno: Errno };

/** Waits for what the peer sends next, but not for ever. */
export interface ReceiveStreamFor extends Answered<Arrived | { readonly kind: "timeout" }> {
  readonly kind: "receive-stream-for";
  readonly socket: number;
  readonly timeoutMicroseconds: number;
}

/** Closes a socket. */
export interface CloseStream extends Answered<true> {
  readonly kind: "close-stream";
  readonly socket: number;
}

/** Opens a socket for echo requests to an address. */
export interface OpenPing extends Answered<Opened> {
  readonly kind: "open-ping";
  readonly to: Address;
}

/** A socket that knows its way, or the error that its program gets. */
export type Opened =
  | {
      readonly kind: "open";
      readonly socket: number;
      readonly source: Address;
      /** Whom it speaks to: the host itself, where nobody was named. */
      readonly remote: Address;
    }
  | { readonly kind: "failed"; readonly errno: Errno };

/** Sends an echo request; what keeps it back is heard like an answer. */
export interface SendEcho extends Answered<true> {
  readonly kind: "send-echo";
  readonly socket: number;
  /** From 1. */
  readonly sequence: number;
  /** Of data. */
  readonly bytes: number;
  /** Null for the host's own. */
  readonly ttl: number | null;
}

/** Waits for what is said about the echo requests of a socket. */
export interface ReceiveEcho extends Answered<PingArrival | { readonly kind: "timeout" }> {
  readonly kind: "receive-echo";
  readonly socket: number;
  readonly timeoutMicroseconds: number;
  /** Whether the program gives up after the timeout, or only goes on to its next request. */
  readonly givesUp: boolean;
}

/** Closes a socket for echo requests. */
export interface ClosePing extends Answered<true> {
  readonly kind: "close-ping";
  readonly socket: number;
}

/** Opens a UDP socket for datagrams to one place; it is told of lasting errors only. */
export interface OpenDatagram extends Answered<Opened> {
  readonly kind: "open-datagram";
  readonly to: Address;
  readonly port: number;
  /** The port of its own; null for one that the kernel picks. */
  readonly sourcePort: number | null;
}

/** Sends a datagram; what keeps it back is heard like an answer. */
export interface SendDatagram extends Answered<true> {
  readonly kind: "send-datagram";
  readonly socket: number;
  readonly to: Address;
  readonly port: number;
  readonly payload: Payload;
  /** The packet whose payload a proxy sends on; a DNS query stays the one that it is. */
  readonly forwards?: PacketId | null;
}

/** Waits for a datagram of a socket, or an error; without end where the timeout is null. */
export interface ReceiveDatagram extends Answered<ArrivedDatagram> {
  readonly kind: "receive-datagram";
  readonly socket: number;
  readonly timeoutMicroseconds: number | null;
  /** The virtual time until which a socket may rest, where what else its program does puts it off; it ends the wait in place of the timeout. */
  restsUntil?(): number;
}

/** What a UDP socket has to say. */
export type ArrivedDatagram =
  | {
      readonly kind: "datagram";
      readonly from: Address;
      readonly port: number;
      readonly payload: Payload;
      readonly packet: PacketId | null;
    }
  | { readonly kind: "failed"; readonly errno: Errno }
  | { readonly kind: "timeout" };

/** Answers a datagram, from the address that it came to. */
export interface AnswerDatagram extends Answered<true> {
  readonly kind: "answer-datagram";
  readonly socket: number;
  readonly arrived: ArrivedDatagram & { readonly kind: "datagram" };
  readonly payload: Payload;
}
