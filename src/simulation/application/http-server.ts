import type { Address } from "../../base/address.js";
import { perform } from "../../base/effect.js";
import type {
  Accepted,
  CloseStream,
  Program,
  ReceiveStream,
  Report,
  SendStream,
} from "../effect.js";
import { readRequest } from "./http-message.js";
import type { HttpRequest } from "./http-message.js";
import { serveStream } from "./serve-stream.js";

/** What a server says to a request: the text as it is sent, and whether it closes the connection after it. */
export interface HttpReply {
  readonly status: number;
  readonly text: string;
  readonly closes: boolean;
}

/** A small HTTP server. */
export function httpServer(
  port: number,
  replyTo: (request: HttpRequest) => HttpReply,
  address: Address | null = null,
): Program<void> {
  return serveStream({ protocol: "tcp", address, port }, (accepted) => handle(accepted, replyTo));
}

function* handle(
  { socket, from: client }: Accepted,
  replyTo: (request: HttpRequest) => HttpReply,
): Program<void> {
  let heard = "";
  for (;;) {
    const arrived = yield* perform<ReceiveStream>({ kind: "receive-stream", socket });
    if (arrived.kind !== "text") break;
    heard += arrived.text;
    const request = readRequest(heard);
    if (request === null) continue;
    heard = "";
    const { method, path } = request;
    const { status, text, closes } = replyTo(request);
    yield* perform<Report>({
      kind: "report",
      event: { kind: "http-handled", method, path, status, client },
    });
    yield* perform<SendStream>({ kind: "send-stream", socket, text });
    if (closes) break;
  }
  yield* perform<CloseStream>({ kind: "close-stream", socket });
}
