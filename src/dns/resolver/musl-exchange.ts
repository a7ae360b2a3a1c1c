import type { Address } from "../../base/address.js";
import type { Effects } from "../../base/effect.js";
import type { DnsMessage } from "../../packet/dns-message.js";
import { ask } from "../ask.js";
import type { DnsNeed } from "../effect.js";
import { DNS_PORT, noteAnswer, noteQuery } from "./asking.js";
import type { Asking } from "./asking.js";
import type { MuslResolvConf } from "./musl-resolv-conf.js";

/** A question on its way, and how far it has come. */
interface Slot {
  readonly asking: Asking;
  answer: DnsMessage | null;
  /** The connection over which it is asked again after an answer that was cut short; null as long as there was none. */
  tcp: number | null;
  /** Whether no such connection can be made. */
  lost: boolean;
}

/**
 * Asks every server all questions at once over one socket, and again after an attempt's time, until each has an answer
 * (musl 1.2.5 src/network/res_msend.c: __res_msend_rc). What is neither an answer nor a denial is passed over; after a
 * SERVFAIL that server is asked again, twice for each question and attempt. Null for a question that nobody answered.
 */
export function* askAllServers(
  conf: MuslResolvConf,
  askings: readonly Asking[],
): Effects<DnsNeed, readonly (DnsMessage | null)[]> {
  const slots = askings.map((asking): Slot => ({ asking, answer: null, tcp: null, lost: false }));
  const start = yield* ask({ kind: "now" });
  const deadline = start + conf.timeout * 1_000_000;
  const socket = yield* ask({ kind: "open-udp" });
  yield* askOverUdp({ conf, slots, socket, start, deadline });
  yield* ask({ kind: "close-udp", socket });
  for (const slot of slots) yield* readOverTcp(slot, deadline);
  return slots.map(({ answer }) => answer);
}

interface Round {
  readonly conf: MuslResolvConf;
  readonly slots: readonly Slot[];
  readonly socket: number;
  /** Virtual microseconds. */
  readonly start: number;
  readonly deadline: number;
}

function* askOverUdp(round: Round): Effects<DnsNeed, void> {
  const { conf, slots, socket, deadline } = round;
  const interval = (conf.timeout * 1_000_000) / conf.attempts;
  let sentAt = -Infinity;
  let retries = 0;
  for (;;) {
    const now = yield* ask({ kind: "now" });
    if (now >= deadline || slots.every(isOver)) return;
    if (now - sentAt >= interval) {
      for (const slot of slots)
        if (!isOver(slot)) for (const server of conf.servers) yield* send(socket, slot, server);
      sentAt = now;
      retries = 2 * slots.length;
    }
    const timeoutMicroseconds = Math.min(sentAt + interval, deadline) - now;
    const received = yield* ask({ kind: "receive-udp", socket, timeoutMicroseconds });
    if (received.kind !== "datagram" || received.payload.kind !== "dns") continue;
    const { message } = received.payload;
    const slot = slots.find((one) => !isOver(one) && one.asking.message.id === message.id);
    if (slot === undefined || !conf.servers.includes(received.from)) continue;
    yield* noteAnswer(slot.asking, message);
    if (message.rcode === "SERVFAIL" && retries > 0) {
      retries--;
      yield* send(socket, slot, received.from);
    }
    if (message.rcode !== "NOERROR" && message.rcode !== "NXDOMAIN") continue;
    if (message.flags.tc) yield* askAgainOverTcp(slot, received.from);
    else slot.answer = message;
  }
}

// Whether nothing more is to be heard over UDP.
function isOver({ answer, tcp, lost }: Slot): boolean {
  return answer !== null || tcp !== null || lost;
}

function* send(socket: number, { asking }: Slot, server: Address): Effects<DnsNeed, void> {
  yield* noteQuery(asking, server, "udp");
  yield* ask({
    kind: "send-udp",
    socket,
    to: server,
    port: DNS_PORT,
    payload: { kind: "dns", message: asking.message },
    query: asking.query,
  });
}

// start_tcp: the question waits in the socket until that is connected.
function* askAgainOverTcp(slot: Slot, server: Address): Effects<DnsNeed, void> {
  const { message, query } = slot.asking;
  const socket = yield* ask({ kind: "open-tcp", to: server, port: DNS_PORT });
  if (socket === "unreachable") {
    slot.lost = true;
    return;
  }
  slot.tcp = socket;
  yield* noteQuery(slot.asking, server, "tcp");
  yield* ask({ kind: "send-tcp", socket, messages: [{ message, query }] });
}

function* readOverTcp(slot: Slot, deadline: number): Effects<DnsNeed, void> {
  const { tcp: socket, asking } = slot;
  if (socket === null) return;
  const timeoutMicroseconds = Math.max(0, deadline - (yield* ask({ kind: "now" })));
  const received = yield* ask({ kind: "receive-tcp", socket, timeoutMicroseconds });
  yield* ask({ kind: "close-tcp", socket });
  if (received.kind !== "message") return;
  const { message } = received;
  yield* noteAnswer(asking, message);
  if (message.rcode === "NOERROR" || message.rcode === "NXDOMAIN") slot.answer = message;
}
