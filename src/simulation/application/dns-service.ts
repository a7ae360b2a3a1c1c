import { perform } from "../../base/effect.js";
import type { Effects } from "../../base/effect.js";
import type { DnsMessage } from "../../packet/dns-message.js";
import type {
  AnswerQuery,
  ArrivedQuery,
  ListenUdp,
  Need,
  Program,
  ReceiveQuery,
  Spawn,
} from "../effect.js";

/** What a DNS server makes of one query; null where it stays silent. */
export type DnsAnswerer = (arrived: ArrivedQuery) => Effects<Need, DnsMessage | null>;

/** A DNS server over UDP: each query has a process of its own, so a slow one holds up no other. */
export function* dnsService(
  { address, port }: Pick<ListenUdp, "address" | "port">,
  answer: DnsAnswerer,
): Program<void> {
  const socket = yield* perform<ListenUdp>({ kind: "listen-udp", address: address ?? null, port });
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
