import { formatEndpoint } from "../../base/address.js";
import { perform } from "../../base/effect.js";
import type { Server } from "../../cluster/pod.js";
import type { Payload } from "../../packet/packet.js";
import type {
  Accepted,
  AnswerDatagram,
  CloseStream,
  ListenUdp,
  Program,
  ReceiveDatagram,
  ReceiveStream,
  SendStream,
} from "../effect.js";
import { serveStream } from "./serve-stream.js";

/** A server that sends back what it receives, with the client's address as it sees it before. */
export function echoServer(server: Pick<Server, "protocol" | "address" | "port">): Program<void> {
  const { protocol, ...place } = server;
  return protocol === "udp"
    ? echoDatagrams(place)
    : serveStream({ protocol, ...place }, (accepted) => echoTexts(accepted));
}

function* echoTexts({ socket, from, port }: Accepted): Program<void> {
  for (;;) {
    const arrived = yield* perform<ReceiveStream>({ kind: "receive-stream", socket });
    if (arrived.kind !== "text") break;
    const text = `${formatEndpoint(from, port)}: ${arrived.text}`;
    yield* perform<SendStream>({ kind: "send-stream", socket, text });
  }
  yield* perform<CloseStream>({ kind: "close-stream", socket });
}

function* echoDatagrams({ address, port }: Pick<Server, "address" | "port">): Program<void> {
  const socket = yield* perform<ListenUdp>({ kind: "listen-udp", address, port });
  for (;;) {
    const arrived = yield* perform<ReceiveDatagram>({
      kind: "receive-datagram",
      socket,
      timeoutMicroseconds: null,
    });
    if (arrived.kind !== "datagram") continue;
    const payload = echoed(arrived.payload, formatEndpoint(arrived.from, arrived.port));
    yield* perform<AnswerDatagram>({ kind: "answer-datagram", socket, arrived, payload });
  }
}

// Bytes that nobody reads come back as they are, so that the answer is as long as the question.
function echoed(payload: Payload, client: string): Payload {
  if (payload.kind === "filler") return payload;
  return { kind: "text", text: `${client}: ${payload.kind === "text" ? payload.text : ""}` };
}
