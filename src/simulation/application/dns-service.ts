import { perform } from "../../base/effect.js";
import type { Effects } from "../../base/effect.js";
import type { ReceiveUdp, Received, SendUdp } from "../../dns/effect.js";
import type { DnsMessage } from "../../packet/dns-message.js";
import type { ListenUdp, Need, Program, Spawn } from "../effect.js";

/** A query as it came in. */
export type DnsArrival = Received & { readonly kind: "datagram" };

/** What a DNS server makes of one query; null where it stays silent. */
export type DnsAnswerer = (
  message: DnsMessage,
  from: DnsArrival,
) => Effects<Need, DnsMessage | null>;

/** A DNS server over UDP: each query has a process of its own, so a slow one holds up no other. */
export function* dnsService(port: number, answer: DnsAnswerer): Program<void> {
  const socket = yield* perform<ListenUdp>({ kind: "listen-udp", port });
  for (;;) {
    const arrival = yield* perform<ReceiveUdp>({
      kind: "receive-udp",
      socket,
      timeoutMicroseconds: Infinity,
    });
    if (arrival.kind !== "datagram") continue;
    yield* perform<Spawn>({ kind: "spawn", process: serve(socket, arrival, answer) });
  }
}

function* serve(socket: number, arrival: DnsArrival, answer: DnsAnswerer): Program<void> {
  const { payload, from: to, port } = arrival;
  if (payload.kind !== "dns" || payload.message.flags.qr) return;
  const message = yield* answer(payload.message, arrival);
  if (message === null) return;
  yield* perform<SendUdp>({
    kind: "send-udp",
    socket,
    to,
    port,
    payload: { kind: "dns", message },
  });
}
