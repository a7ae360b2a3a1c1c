import type { Address } from "../base/address.js";
import type { Answered, Effects } from "../base/effect.js";
import type { DnsMessage } from "../packet/dns-message.js";
import type { Payload } from "../packet/packet.js";
import type { DnsEvent } from "../trace/event/dns-event.js";
import type { QueryId } from "../trace/id.js";

/** What a resolver or a plugin asks of the world; the simulation answers. */
export type DnsNeed =
  | Now
  | Draw
  | Sleep
  | Note
  | SpawnDns
  | OpenUdp
  | SendUdp
  | ReceiveUdp
  | CloseUdp
  | OpenTcp
  | AwaitTcp
  | SendTcp
  | ReceiveTcp
  | CloseTcp;

/** The virtual time, in microseconds. */
export interface Now extends Answered<number> {
  readonly kind: "now";
}

/** A whole number in [0, bound), from the scenario's seed. */
export interface Draw extends Answered<number> {
  readonly kind: "draw";
  readonly bound: number;
}

/** Goes on after a time. */
export interface Sleep extends Answered<true> {
  readonly kind: "sleep";
  readonly microseconds: number;
}

/** Writes a fact into the trace. */
export interface Note extends Answered<true> {
  readonly kind: "note";
  readonly event: DnsEvent;
}

/** Starts something that goes on beside what asks for it. */
export interface SpawnDns extends Answered<true> {
  readonly kind: "spawn";
  readonly process: Effects<DnsNeed, void>;
}

/** Opens a UDP socket with an ephemeral port; answers with its number. */
export interface OpenUdp extends Answered<number> {
  readonly kind: "open-udp";
}

/** Sends a datagram; `unreachable` where the host itself has no route. */
export interface SendUdp extends Answered<"sent" | "unreachable"> {
  readonly kind: "send-udp";
  readonly socket: number;
  readonly to: Address;
  readonly port: number;
  readonly payload: Payload;
  /** The query that the datagram asks, to be told to the server that it reaches; null where the trace follows none. */
  readonly query: QueryId | null;
}

/** Waits for the next datagram of a socket, or for the timeout. */
export interface ReceiveUdp extends Answered<Received> {
  readonly kind: "receive-udp";
  readonly socket: number;
  readonly timeoutMicroseconds: number;
}

/** Closes a socket. */
export interface CloseUdp extends Answered<true> {
  readonly kind: "close-udp";
  readonly socket: number;
}

/** What a socket has to say: a datagram, an ICMP error (`refused`, `unreachable`), or nothing in time. */
export type Received =
  | {
      readonly kind: "datagram";
      readonly from: Address;
      readonly port: number;
      readonly payload: Payload;
    }
  | { readonly kind: "refused" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "timeout" };

/** Begins to connect over TCP, and does not wait; answers with the socket's number, or `unreachable` where the host itself has no route. */
export interface OpenTcp extends Answered<number | "unreachable"> {
  readonly kind: "open-tcp";
  readonly to: Address;
  readonly port: number;
}

/** Waits until a socket is connected, or for the timeout; infinite for as long as the kernel tries. */
export interface AwaitTcp extends Answered<"connected" | TcpEnd> {
  readonly kind: "await-tcp";
  readonly socket: number;
  readonly timeoutMicroseconds: number;
}

/** Writes messages at once, each with its length before it; as soon as the socket is connected. */
export interface SendTcp extends Answered<true> {
  readonly kind: "send-tcp";
  readonly socket: number;
  readonly messages: readonly StreamMessage[];
}

/** A message for a stream. */
export interface StreamMessage {
  readonly message: DnsMessage;
  /** The query that it asks, to be told to the server that it reaches; null where the trace follows none. */
  readonly query: QueryId | null;
}

/** Waits for the next whole message of a connection, or for the timeout. */
export interface ReceiveTcp extends Answered<ReceivedOverTcp> {
  readonly kind: "receive-tcp";
  readonly socket: number;
  readonly timeoutMicroseconds: number;
}

/** Closes a connection. */
export interface CloseTcp extends Answered<true> {
  readonly kind: "close-tcp";
  readonly socket: number;
}

/** How a connection ends, or that nothing came in time. */
export type TcpEnd = "refused" | "unreachable" | "reset" | "closed" | "timeout";

/** What a connection has to say. */
export type ReceivedOverTcp =
  { readonly kind: "message"; readonly message: DnsMessage } | { readonly kind: TcpEnd };
