import { perform } from "../../base/effect.js";
import type { Application } from "../../cluster/pod.js";
import type {
  AcceptTcp,
  Accepted,
  CloseTcp,
  ListenTcp,
  Program,
  ReceiveTcp,
  Report,
  SendTcp,
  Spawn,
} from "../effect.js";
import { formatResponse, readRequest } from "./http-message.js";

/** A small HTTP server that says the same to everybody. */
export function* httpServer(
  port: number,
  answer: Application & { readonly kind: "http" },
): Program<void> {
  const listener = yield* perform<ListenTcp>({ kind: "listen-tcp", port });
  for (;;) {
    const accepted = yield* perform<AcceptTcp>({ kind: "accept-tcp", socket: listener });
    yield* perform<Spawn>({ kind: "spawn", process: handle(accepted, answer) });
  }
}

function* handle(
  { socket, from: client }: Accepted,
  { status, body }: Application & { readonly kind: "http" },
): Program<void> {
  let heard = "";
  for (;;) {
    const arrived = yield* perform<ReceiveTcp>({ kind: "receive-tcp", socket });
    if (arrived.kind !== "text") break;
    heard += arrived.text;
    const request = readRequest(heard);
    if (request === null) continue;
    heard = "";
    const { method, path } = request;
    yield* perform<Report>({
      kind: "report",
      event: { kind: "http-handled", method, path, status, client },
    });
    yield* perform<SendTcp>({ kind: "send-tcp", socket, text: formatResponse({ status, body }) });
  }
  yield* perform<CloseTcp>({ kind: "close-tcp", socket });
}
