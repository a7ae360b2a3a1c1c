import type { Effects } from "../../../base/effect.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import { ask } from "../../ask.js";
import type { DnsNeed, TcpEnd } from "../../effect.js";
import type { Asking, Exchanged } from "./asking.js";

// coredns plugin/pkg/proxy/connect.go: maxDialTimeout, which the first connections are given.
const DIAL_TIMEOUT = 30_000_000;

/** Asks an upstream over a connection of its own; CoreDNS keeps connections for later queries, here each is new. */
export function* exchangeByTcp(
  { server, timeoutMicroseconds }: Asking,
  message: DnsMessage,
): Effects<DnsNeed, Exchanged> {
  const socket = yield* ask({ kind: "open-tcp", to: server.address, port: server.port });
  if (socket === "unreachable") {
    return { kind: "failed", reason: "connect: network is unreachable" };
  }
  const result = yield* converse(socket, message, timeoutMicroseconds);
  yield* ask({ kind: "close-tcp", socket });
  return result;
}

function* converse(
  socket: number,
  message: DnsMessage,
  timeoutMicroseconds: number,
): Effects<DnsNeed, Exchanged> {
  const dialled = yield* ask({
    kind: "await-tcp",
    socket,
    timeoutMicroseconds: DIAL_TIMEOUT,
  });
  if (dialled !== "connected") return ended(dialled);
  yield* ask({ kind: "send-tcp", socket, messages: [{ message, query: null }] });
  const received = yield* ask({ kind: "receive-tcp", socket, timeoutMicroseconds });
  return received.kind === "message"
    ? { kind: "reply", message: received.message }
    : ended(received.kind);
}

function ended(end: TcpEnd): Exchanged {
  switch (end) {
    case "refused":
      return { kind: "failed", reason: "connect: connection refused" };
    case "unreachable":
      return { kind: "failed", reason: "connect: no route to host" };
    case "reset":
      return { kind: "failed", reason: "read: connection reset by peer" };
    case "closed":
      return { kind: "failed", reason: "EOF" };
    case "timeout":
      return { kind: "failed", reason: "i/o timeout" };
  }
}
