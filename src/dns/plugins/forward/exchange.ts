import type { Effects } from "../../../base/effect.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import { ask } from "../../ask.js";
import type { DnsNeed } from "../../effect.js";
import { exchangeByTcp } from "./exchange-by-tcp.js";
import type { Asking, Exchanged } from "./asking.js";

/** Asks an upstream once, under an id of its own (coredns plugin/pkg/proxy/connect.go). */
export function* exchange(asking: Asking, query: DnsMessage): Effects<DnsNeed, Exchanged> {
  const id = yield* ask({ kind: "draw", bound: 0x10000 });
  const message = { ...query, id };
  const by = asking.transport === "tcp" ? exchangeByTcp : exchangeByUdp;
  const result = yield* by(asking, message);
  if (result.kind === "failed") return result;
  return { kind: "reply", message: { ...result.message, id: query.id } };
}

function* exchangeByUdp(
  { server, timeoutMicroseconds }: Asking,
  message: DnsMessage,
): Effects<DnsNeed, Exchanged> {
  const socket = yield* ask({ kind: "open-udp" });
  const sent = yield* ask({
    kind: "send-udp",
    socket,
    to: server.address,
    port: server.port,
    payload: { kind: "dns", message },
    query: null,
  });
  const result: Exchanged =
    sent === "unreachable"
      ? { kind: "failed", reason: "connect: network is unreachable" }
      : yield* awaitReply(socket, message.id, timeoutMicroseconds);
  yield* ask({ kind: "close-udp", socket });
  return result;
}

function* awaitReply(
  socket: number,
  id: number,
  timeoutMicroseconds: number,
): Effects<DnsNeed, Exchanged> {
  const deadline = (yield* ask({ kind: "now" })) + timeoutMicroseconds;
  for (;;) {
    const left = deadline - (yield* ask({ kind: "now" }));
    if (left <= 0) return { kind: "failed", reason: "i/o timeout" };
    const received = yield* ask({ kind: "receive-udp", socket, timeoutMicroseconds: left });
    switch (received.kind) {
      case "timeout":
        return { kind: "failed", reason: "i/o timeout" };
      case "refused":
        return { kind: "failed", reason: "read: connection refused" };
      case "unreachable":
        return { kind: "failed", reason: "read: no route to host" };
      case "datagram": {
        const { payload } = received;
        // A late answer to an earlier question is passed over.
        if (payload.kind === "dns" && payload.message.id === id) {
          return { kind: "reply", message: payload.message };
        }
      }
    }
  }
}
