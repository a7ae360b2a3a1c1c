import type { Address } from "../../base/address.js";
import type { Effects } from "../../base/effect.js";
import type { DnsMessage } from "../../packet/dns-message.js";
import { ask } from "../ask.js";
import type { DnsNeed } from "../effect.js";
import { DNS_PORT, isAnswer, noteAnswer, noteQuery } from "./asking.js";
import type { Asking } from "./asking.js";

/** Whether the second question waits for the first one's answer; glibc falls back to that when an answer is lost. */
export interface Pace {
  oneByOne: boolean;
  onNewSocket: boolean;
}

/** What a server came to: the answers in the order in which they came, or nothing that can be used. */
export type Exchange =
  | { readonly kind: "answers"; readonly messages: readonly DnsMessage[] }
  | NextServer
  | { readonly kind: "truncated" };

/** The next server is asked. */
export interface NextServer {
  readonly kind: "next";
  /** What the server said, unusable as it is; null where it said nothing. */
  readonly heard: DnsMessage | null;
  /** Whether there may be a server, which is silent or says nothing that can be used: over UDP only an error at once speaks against it, over TCP a refusal. */
  readonly mayExist: boolean;
}

/** Where to ask, and how. */
export interface Server {
  readonly address: Address;
  readonly timeoutMicroseconds: number;
  readonly pace: Pace;
  /** The sockets that are open, by server; a later try uses the same one. */
  readonly sockets: Map<Address, number>;
}

/** Asks one server one or two questions over one socket (glibc 2.36 resolv/res_send.c: send_dg). */
export function* exchange(server: Server, askings: readonly Asking[]): Effects<DnsNeed, Exchange> {
  for (;;) {
    const result = yield* tryOnce(server, askings);
    if (result.kind !== "lost") return result;
    const { pace } = server;
    // One answer came and one did not: some servers and middleboxes do not stand two questions at once.
    if (!pace.oneByOne) pace.oneByOne = true;
    else if (!pace.onNewSocket) {
      pace.onNewSocket = true;
      yield* closeSocket(server);
    } else return { kind: "answers", messages: [result.message] };
  }
}

/** Closes the socket to a server, if one is open. */
export function* closeSocket({
  sockets,
  address,
}: Pick<Server, "sockets" | "address">): Effects<DnsNeed, void> {
  const socket = sockets.get(address);
  sockets.delete(address);
  if (socket !== undefined) yield* ask({ kind: "close-udp", socket });
}

type Tried = Exchange | { readonly kind: "lost"; readonly message: DnsMessage };

function* tryOnce(server: Server, askings: readonly Asking[]): Effects<DnsNeed, Tried> {
  const { pace } = server;
  const unsent = [...askings];
  const waiting = new Set<Asking>();
  const usable: DnsMessage[] = [];
  let heard: DnsMessage | null = null;
  let count = 0;
  const deadline = (yield* ask({ kind: "now" })) + server.timeoutMicroseconds;
  for (;;) {
    while (unsent.length > 0 && (waiting.size === 0 || !pace.oneByOne)) {
      const asking = unsent.shift();
      if (asking === undefined) break;
      if (!(yield* send(server, asking))) {
        yield* closeSocket(server);
        return { kind: "next", heard, mayExist: heard !== null };
      }
      waiting.add(asking);
    }
    const socket = server.sockets.get(server.address) ?? -1;
    const left = Math.max(0, deadline - (yield* ask({ kind: "now" })));
    const received = yield* ask({ kind: "receive-udp", socket, timeoutMicroseconds: left });
    if (received.kind === "timeout") {
      const [message] = usable;
      return message === undefined
        ? { kind: "next", heard, mayExist: true }
        : { kind: "lost", message };
    }
    if (received.kind !== "datagram") {
      yield* closeSocket(server);
      return { kind: "next", heard, mayExist: heard !== null };
    }
    if (received.payload.kind !== "dns") continue;
    const { message } = received.payload;
    const asking = [...waiting].find((one) => isAnswer(message, one));
    // Answers to nothing that was asked are passed over.
    if (asking === undefined) continue;
    yield* noteAnswer(asking, message);
    heard ??= message;
    count++;
    waiting.delete(asking);
    if (isUnusable(message)) {
      const isLast = count === askings.length;
      // The second question is not even asked where it waits for the first one's answer.
      const isAlone = askings.length === 1 || pace.oneByOne;
      if (usable.length === 0 && (isLast || isAlone)) {
        if (isAlone) yield* closeSocket(server);
        return { kind: "next", heard, mayExist: true };
      }
      if (isLast) return { kind: "answers", messages: usable };
      continue;
    }
    if (message.flags.tc) {
      yield* closeSocket(server);
      return { kind: "truncated" };
    }
    usable.push(message);
    if (count === askings.length) return { kind: "answers", messages: usable };
    if (pace.oneByOne && pace.onNewSocket) yield* closeSocket(server);
  }
}

function* send(server: Server, asking: Asking): Effects<DnsNeed, boolean> {
  let socket = server.sockets.get(server.address);
  if (socket === undefined) {
    socket = yield* ask({ kind: "open-udp" });
    server.sockets.set(server.address, socket);
  }
  yield* noteQuery(asking, server.address, "udp");
  const sent = yield* ask({
    kind: "send-udp",
    socket,
    to: server.address,
    port: DNS_PORT,
    payload: { kind: "dns", message: asking.message },
    query: asking.query,
  });
  return sent === "sent";
}

// A refusal, or an empty answer of a server that neither knows nor asks others.
function isUnusable({ rcode, flags, answer, additional }: DnsMessage): boolean {
  if (rcode === "SERVFAIL" || rcode === "NOTIMP" || rcode === "REFUSED") return true;
  const isEmpty = answer.length === 0 && additional.length === 0;
  return rcode === "NOERROR" && isEmpty && !flags.aa && !flags.ra;
}
