import type { Address } from "../base/address.js";
import type { Answered, Effects } from "../base/effect.js";
import type { DnsNeed } from "../dns/effect.js";
import type { DnsMessage } from "../packet/dns-message.js";
import type { PlayEvent } from "../trace/event/play-event.js";
import type { PacketId, QueryId } from "../trace/id.js";
import type { Errno } from "./socket/errno.js";

/** What a program of the play may ask of its host. */
export type Need =
  | DnsNeed
  | Report
  | Spawn
  | ListenUdp
  | ReceiveQuery
  | AnswerQuery
  | ListenTcp
  | AcceptTcp
  | ConnectTcp
  | SendTcp
  | ReceiveTcp
  | CloseTcp;

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

/** Waits for TCP connections on a port; answers with the socket's number. */
export interface ListenTcp extends Answered<number> {
  readonly kind: "listen-tcp";
  readonly port: number;
}

/** Takes the next connection of a listening socket. */
export interface AcceptTcp extends Answered<Accepted> {
  readonly kind: "accept-tcp";
  readonly socket: number;
}

/** A connection that somebody made to us. */
export interface Accepted {
  readonly socket: number;
  readonly from: Address;
}

/** Connects, or fails as the kernel says, or after the program's own timeout. */
export interface ConnectTcp extends Answered<Connected> {
  readonly kind: "connect-tcp";
  readonly to: Address;
  readonly port: number;
  readonly timeoutMicroseconds: number;
}

/** How connecting ended. */
export type Connected =
  | { readonly kind: "connected"; readonly socket: number }
  | { readonly kind: "failed"; readonly errno: Errno };

/** Sends a text. */
export interface SendTcp extends Answered<true> {
  readonly kind: "send-tcp";
  readonly socket: number;
  readonly text: string;
}

/** Waits for what the peer sends next. */
export interface ReceiveTcp extends Answered<Arrived> {
  readonly kind: "receive-tcp";
  readonly socket: number;
}

/** What a connection has to say: a text, the peer's end, or how it failed. */
export type Arrived =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "closed" }
  | { readonly kind: "failed"; readonly errno: Errno };

/** Closes a socket. */
export interface CloseTcp extends Answered<true> {
  readonly kind: "close-tcp";
  readonly socket: number;
}
