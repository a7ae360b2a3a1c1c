import type { Address } from "../../base/address.js";
import type { Effects } from "../../base/effect.js";
import type { DnsMessage, Question } from "../../packet/dns-message.js";
import { ask } from "../ask.js";
import type { DnsNeed } from "../effect.js";
import { noteAnswer, noteQuery } from "../resolver/asking.js";
import type { Asking } from "../resolver/asking.js";

/** Whom a look-up asks, and how long. */
export interface LookUpPlan {
  readonly servers: readonly Address[];
  readonly port: number;
  readonly timeoutMicroseconds: number;
  /** How often each server is asked, from 1. */
  readonly tries: number;
  readonly tcp: boolean;
  readonly ignoreTruncation: boolean;
  /** Whether a server that fails or does not recurse leaves the next one to be asked. */
  readonly goesOn: boolean;
  /** Makes the query for a question, under an id of its own each time. */
  createAsking(question: Question): Asking;
}

/** What a look-up came to: a reply, or nothing; and what was said on the way. */
export interface LookedUp {
  readonly reply: Heard | null;
  /** Lines that stand before anything else. */
  readonly told: readonly string[];
}

/** A reply with where it came from. */
export interface Heard {
  readonly message: DnsMessage;
  readonly asked: DnsMessage;
  readonly server: Address;
  readonly port: number;
  readonly transport: "udp" | "tcp";
  /** From the query to its answer. */
  readonly microseconds: number;
}

/** Asks the servers one question, each as often as it is to be, until one replies (BIND 9.18 bin/dig/dighost.c). */
export function* lookUp(plan: LookUpPlan, question: Question): Effects<DnsNeed, LookedUp> {
  const told: string[] = [];
  let asking = plan.createAsking(question);
  for (const [index, server] of plan.servers.entries()) {
    for (let tried = 0; tried < plan.tries; tried++) {
      if (plan.tcp && tried > 0) asking = plan.createAsking(question);
      const heard = yield* (plan.tcp ? overTcp : overUdp)(plan, server, asking);
      if (typeof heard === "string") {
        told.push(...failureLines(plan, server, heard, question));
        continue;
      }
      if (heard.message.flags.tc && heard.transport === "udp" && !plan.ignoreTruncation) {
        told.push(";; Truncated, retrying in TCP mode.");
        const again = yield* lookUp({ ...plan, tcp: true, servers: [server] }, question);
        return { reply: again.reply, told: [...told, ...again.told] };
      }
      const isLast = index === plan.servers.length - 1;
      const problem = plan.goesOn ? problemOf(heard.message) : null;
      if (problem === null) return { reply: heard, told };
      told.push(`;; Got ${problem} from ${server}${isLast ? "" : ", trying next server"}`);
      if (isLast) return { reply: heard, told };
      break;
    }
  }
  return { reply: null, told };
}

// dighost.c: recv_done, where a server's failure is not its last word.
function problemOf({ rcode, flags }: DnsMessage): string | null {
  if (rcode === "SERVFAIL") return "SERVFAIL reply";
  return rcode === "REFUSED" && flags.rd && !flags.ra ? "recursion not available" : null;
}

type Failure = "timed out" | "connection refused" | "host unreachable" | "connection reset";

function failureLines(
  { port, tcp }: LookUpPlan,
  server: Address,
  failure: Failure,
  { name }: Question,
): readonly string[] {
  const place = `${server}#${port}`;
  if (!tcp || failure === "timed out") return [`;; communications error to ${place}: ${failure}`];
  const asked = name.replace(/(.)\.$/, "$1");
  return [
    `;; Connection to ${place}(${server}) for ${asked} failed: ${failure}.`,
    ";; no servers could be reached",
  ];
}

function* overUdp(
  { port, timeoutMicroseconds }: LookUpPlan,
  server: Address,
  asking: Asking,
): Effects<DnsNeed, Heard | Failure> {
  const start = yield* ask({ kind: "now" });
  const socket = yield* ask({ kind: "open-udp" });
  yield* noteQuery(asking, server, "udp");
  const { query, message: asked } = asking;
  const payload = { kind: "dns", message: asked } as const;
  const sent = yield* ask({ kind: "send-udp", socket, to: server, port, payload, query });
  let result: Heard | Failure = sent === "sent" ? "timed out" : "host unreachable";
  for (let left = sent === "sent" ? timeoutMicroseconds : 0; left > 0;) {
    const received = yield* ask({ kind: "receive-udp", socket, timeoutMicroseconds: left });
    const microseconds = (yield* ask({ kind: "now" })) - start;
    left = timeoutMicroseconds - microseconds;
    if (received.kind !== "datagram") {
      result = FAILURES[received.kind];
      break;
    }
    if (received.payload.kind !== "dns" || received.payload.message.id !== asked.id) continue;
    const { message } = received.payload;
    yield* noteAnswer(asking, message);
    result = { message, asked, server, port, transport: "udp", microseconds };
    break;
  }
  yield* ask({ kind: "close-udp", socket });
  return result;
}

const FAILURES = {
  timeout: "timed out",
  refused: "connection refused",
  unreachable: "host unreachable",
  reset: "connection reset",
  closed: "connection reset",
} as const satisfies Readonly<Record<string, Failure>>;

function* overTcp(
  { port, timeoutMicroseconds }: LookUpPlan,
  server: Address,
  asking: Asking,
): Effects<DnsNeed, Heard | Failure> {
  const socket = yield* ask({ kind: "open-tcp", to: server, port });
  if (socket === "unreachable") return "host unreachable";
  const connected = yield* ask({ kind: "await-tcp", socket, timeoutMicroseconds });
  if (connected !== "connected") {
    yield* ask({ kind: "close-tcp", socket });
    return FAILURES[connected];
  }
  const start = yield* ask({ kind: "now" });
  yield* noteQuery(asking, server, "tcp");
  const { query, message: asked } = asking;
  yield* ask({ kind: "send-tcp", socket, messages: [{ message: asked, query }] });
  const received = yield* ask({ kind: "receive-tcp", socket, timeoutMicroseconds });
  const microseconds = (yield* ask({ kind: "now" })) - start;
  yield* ask({ kind: "close-tcp", socket });
  if (received.kind !== "message") return FAILURES[received.kind];
  const { message } = received;
  yield* noteAnswer(asking, message);
  return { message, asked, server, port, transport: "tcp", microseconds };
}
