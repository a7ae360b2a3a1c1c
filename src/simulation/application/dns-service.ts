import type { Address } from "../../base/address.js";
import { perform } from "../../base/effect.js";
import type { Effects } from "../../base/effect.js";
import type { CloseTcp, SendTcp } from "../../dns/effect.js";
import { DEFAULT_STREAM_LIMITS } from "../../dns/stream-limits.js";
import type { StreamLimits } from "../../dns/stream-limits.js";
import type { DnsMessage } from "../../packet/dns-message.js";
import type {
  Accepted,
  AnswerQuery,
  ArrivedQuery,
  ListenUdp,
  Need,
  Program,
  ReceiveQuery,
  ReceiveStreamQuery,
  Spawn,
} from "../effect.js";
import { serveStream } from "./serve-stream.js";

/** What a DNS server makes of one query; null where it stays silent. */
export type DnsAnswerer = (arrived: ArrivedQuery) => Effects<Need, DnsMessage | null>;

/** Where a server listens: at a port of all addresses, unless said. */
export interface DnsPlace {
  readonly address?: Address | null;
  readonly port: number;
}

/** A DNS server over UDP: each query has a process of its own, so a slow one holds up no other. */
export function* dnsService(
  { address = null, port }: DnsPlace,
  answer: DnsAnswerer,
): Program<void> {
  const socket = yield* perform<ListenUdp>({ kind: "listen-udp", address, port });
  for (;;) {
    const arrived = yield* perform<ReceiveQuery>({ kind: "receive-query", socket });
    yield* perform<Spawn>({ kind: "spawn", process: serve(socket, arrived, answer) });
  }
}

function* serve(socket: number, arrived: ArrivedQuery, answer: DnsAnswerer): Program<void> {
  if (arrived.message.flags.qr) return;
  const message = yield* answer(arrived);
  if (message === null) return;
  yield* perform<AnswerQuery>({ kind: "answer-query", socket, arrived, message });
}

/**
 * A DNS server over TCP: each connection has a process of its own, which answers one query after the other and closes
 * where the next one is long in coming (miekg/dns server.go: serveTCPConn).
 */
export function dnsServiceOverTcp(
  { address = null, port }: DnsPlace,
  answer: DnsAnswerer,
  limits: StreamLimits = DEFAULT_STREAM_LIMITS,
): Program<void> {
  return serveStream({ protocol: "tcp", address, port }, (accepted) =>
    serveConnection(accepted, answer, limits),
  );
}

function* serveConnection(
  connection: Accepted,
  answer: DnsAnswerer,
  { read, idle, queries }: StreamLimits,
): Program<void> {
  const { socket } = connection;
  for (let count = 0; count < queries; count++) {
    const timeoutMicroseconds = (count === 0 ? read : idle) * 1e6;
    const arrived: ArrivedQuery | "ended" = yield* perform<ReceiveStreamQuery>({
      kind: "receive-stream-query",
      connection,
      timeoutMicroseconds,
    });
    if (arrived === "ended") break;
    const isQuery = !arrived.message.flags.qr;
    const message: DnsMessage | null = isQuery ? yield* answer(arrived) : null;
    const messages = message === null ? [] : [{ message, query: null }];
    yield* perform<SendTcp>({ kind: "send-tcp", socket, messages });
  }
  yield* perform<CloseTcp>({ kind: "close-tcp", socket });
}
