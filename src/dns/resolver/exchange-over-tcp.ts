import type { Address } from "../../base/address.js";
import type { Effects } from "../../base/effect.js";
import type { DnsMessage } from "../../packet/dns-message.js";
import { ask } from "../ask.js";
import type { DnsNeed, TcpEnd } from "../effect.js";
import { DNS_PORT, noteAnswer, noteQuery } from "./asking.js";
import type { Asking } from "./asking.js";
import type { Exchange, NextServer } from "./exchange.js";

/**
 * Asks one server one or two questions, both at once, over one connection, and waits for the answers without end
 * (glibc 2.36 resolv/res_send.c: send_vc). A connection that the server resets is made once more.
 */
export function* exchangeOverTcp(
  server: Address,
  askings: readonly Asking[],
): Effects<DnsNeed, Exchange> {
  let result = yield* connectAndAsk(server, askings);
  if (result === "reset") result = yield* connectAndAsk(server, askings);
  return typeof result === "string" ? ended(result) : result;
}

function ended(end: TcpEnd): NextServer {
  return { kind: "next", heard: null, mayExist: end !== "refused" };
}

function* connectAndAsk(
  server: Address,
  askings: readonly Asking[],
): Effects<DnsNeed, Exchange | "reset"> {
  const socket = yield* ask({ kind: "open-tcp", to: server, port: DNS_PORT });
  if (socket === "unreachable") return ended(socket);
  const connected = yield* ask({ kind: "await-tcp", socket, timeoutMicroseconds: Infinity });
  if (connected !== "connected") {
    yield* ask({ kind: "close-tcp", socket });
    return ended(connected);
  }
  for (const asking of askings) yield* noteQuery(asking, server, "tcp");
  const messages = askings.map(({ message, query }) => ({ message, query }));
  yield* ask({ kind: "send-tcp", socket, messages });
  const result = yield* receiveAnswers(socket, askings);
  yield* ask({ kind: "close-tcp", socket });
  return result;
}

function* receiveAnswers(
  socket: number,
  askings: readonly Asking[],
): Effects<DnsNeed, Exchange | "reset"> {
  const waiting = new Set(askings);
  const answers: DnsMessage[] = [];
  while (waiting.size > 0) {
    const received = yield* ask({ kind: "receive-tcp", socket, timeoutMicroseconds: Infinity });
    if (received.kind === "reset") return "reset";
    if (received.kind !== "message") return ended(received.kind);
    const { message } = received;
    // Here glibc looks at the id alone.
    const asking = [...waiting].find((one) => one.message.id === message.id);
    if (asking === undefined) continue;
    waiting.delete(asking);
    yield* noteAnswer(asking, message);
    answers.push(message);
  }
  return { kind: "answers", messages: answers };
}
