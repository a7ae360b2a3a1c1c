import { formatEndpoint } from "../../base/address.js";
import { perform } from "../../base/effect.js";
import type { Server } from "../../cluster/pod.js";
import type { Payload } from "../../packet/packet.js";
import type {
  AcceptTcp,
  Accepted,
  AnswerDatagram,
  CloseTcp,
  ListenTcp,
  ListenUdp,
  Program,
  ReceiveDatagram,
  ReceiveTcp,
  SendTcp,
  Spawn,
} from "../effect.js";

/** A server that sends back what it receives, with the client's address as it sees it before. */
export function echoServer(server: Pick<Server, "protocol" | "address" | "port">): Program<void> {
  return server.protocol === "udp" ? echoDatagrams(server) : echoConnections(server);
}

function* echoConnections({ address, port }: Pick<Server, "address" | "port">): Program<void> {
  const listener = yield* perform<ListenTcp>({ kind: "listen-tcp", address, port });
  for (;;) {
    const accepted = yield* perform<AcceptTcp>({ kind: "accept-tcp", socket: listener });
    yield* perform<Spawn>({ kind: "spawn", process: echoTexts(accepted) });
  }
}

function* echoTexts({ socket, from, port }: Accepted): Program<void> {
  for (;;) {
    const arrived = yield* perform<ReceiveTcp>({ kind: "receive-tcp", socket });
    if (arrived.kind !== "text") break;
    const text = `${formatEndpoint(from, port)}: ${arrived.text}`;
    yield* perform<SendTcp>({ kind: "send-tcp", socket, text });
  }
  yield* perform<CloseTcp>({ kind: "close-tcp", socket });
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
