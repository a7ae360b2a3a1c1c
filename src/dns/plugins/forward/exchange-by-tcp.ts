import type { Effects } from "../../../base/effect.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import { ask } from "../../ask.js";
import type { DnsNeed, TcpEnd } from "../../effect.js";
import type { Asking, Exchanged } from "./asking.js";
import { giveConnection, takeConnection } from "./idle-connections.js";
import type { Connection } from "./idle-connections.js";

// coredns plugin/pkg/proxy/connect.go: maxDialTimeout, which the first connections are given.
const DIAL_TIMEOUT = 30_000_000;

/**
 * Asks an upstream over a connection that waits for a query, or over a new one. One that the upstream closed while it waited
 * is passed over (coredns plugin/forward/forward.go: ErrCachedClosed).
 */
export function* exchangeByTcp(asking: Asking, message: DnsMessage): Effects<DnsNeed, Exchanged> {
  const { idle } = asking;
  for (;;) {
    const kept = idle === undefined ? null : yield* takeConnection(idle);
    const connection = kept ?? (yield* dial(asking));
    if ("reason" in connection) return connection;
    const { socket } = connection;
    yield* ask({ kind: "send-tcp", socket, messages: [{ message, query: null }] });
    const reply = yield* awaitReply(socket, message.id, asking.timeoutMicroseconds);
    if (typeof reply !== "string") {
      if (idle === undefined) yield* ask({ kind: "close-tcp", socket });
      else yield* giveConnection(idle, connection);
      return { kind: "reply", message: reply };
    }
    yield* ask({ kind: "close-tcp", socket });
    if (kept === null || reply !== "closed") return ended(reply);
  }
}

function* dial({
  server,
}: Asking): Effects<DnsNeed, Connection | Extract<Exchanged, { readonly kind: "failed" }>> {
  const socket = yield* ask({ kind: "open-tcp", to: server.address, port: server.port });
  if (socket === "unreachable") {
    return { kind: "failed", reason: "connect: network is unreachable" };
  }
  const dialled = yield* ask({ kind: "await-tcp", socket, timeoutMicroseconds: DIAL_TIMEOUT });
  const openedAt = yield* ask({ kind: "now" });
  if (dialled === "connected") return { socket, openedAt, usedAt: openedAt };
  yield* ask({ kind: "close-tcp", socket });
  return ended(dialled);
}

// What answers an earlier query, which was given up, is passed over.
function* awaitReply(
  socket: number,
  id: number,
  timeoutMicroseconds: number,
): Effects<DnsNeed, DnsMessage | TcpEnd> {
  const deadline = (yield* ask({ kind: "now" })) + timeoutMicroseconds;
  for (;;) {
    const left = deadline - (yield* ask({ kind: "now" }));
    if (left <= 0) return "timeout";
    const received = yield* ask({ kind: "receive-tcp", socket, timeoutMicroseconds: left });
    if (received.kind !== "message") return received.kind;
    if (received.message.id === id) return received.message;
  }
}

function ended(end: TcpEnd): Extract<Exchanged, { readonly kind: "failed" }> {
  const REASONS = {
    refused: "connect: connection refused",
    unreachable: "connect: no route to host",
    reset: "read: connection reset by peer",
    closed: "EOF",
    timeout: "i/o timeout",
  } as const;
  return { kind: "failed", reason: REASONS[end] };
}
