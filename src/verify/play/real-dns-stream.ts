import type {
  AwaitTcp,
  CloseTcp,
  OpenTcp,
  ReceiveTcp,
  ReceivedOverTcp,
  SendTcp,
  TcpEnd,
} from "../../dns/effect.js";
import { piecesBytes, wholePiece } from "../../packet/dns-stream.js";
import { decodeDns } from "../../packet/dns-wire.js";
import type { ArrivedQuery, ReceiveStreamQuery } from "../../simulation/effect.js";
import type { QueryId } from "../../trace/id.js";
import type { RealHost } from "./real-host.js";

/** A process's connections that carry DNS. */
export interface DnsStreams {
  open(host: RealHost, need: OpenTcp): Promise<number>;
  connected(need: AwaitTcp): Promise<"connected" | TcpEnd>;
  send(host: RealHost, need: SendTcp): Promise<true>;
  receive(host: RealHost, need: ReceiveTcp): Promise<ReceivedOverTcp>;
  receiveQuery(
    host: RealHost,
    need: ReceiveStreamQuery,
    nextQuery: () => QueryId,
  ): Promise<ArrivedQuery | "ended">;
  close(host: RealHost, need: CloseTcp): Promise<true>;
}

const ENDS: Readonly<Record<string, TcpEnd>> = {
  ECONNREFUSED: "refused",
  ECONNRESET: "reset",
  ETIMEDOUT: "timeout",
};

/** No connections yet. A machine's program waits while it connects; what it came to is told when it is asked for. */
export function createDnsStreams(): DnsStreams {
  const failed = new Map<number, TcpEnd>();
  const heard = new Map<number, Buffer>();
  let failures = 0;
  const receive = async (host: RealHost, need: ReceiveTcp): Promise<ReceivedOverTcp> => {
    const { socket, timeoutMicroseconds } = need;
    const end = failed.get(socket);
    if (end !== undefined) return { kind: end };
    const limit = timeoutMicroseconds === Infinity ? null : timeoutMicroseconds / 1000;
    for (;;) {
      const bytes = heard.get(socket) ?? Buffer.alloc(0);
      const size = bytes.length < 2 ? Infinity : bytes.readUInt16BE(0) + 2;
      if (bytes.length >= size) {
        heard.set(socket, bytes.subarray(size));
        const message = decodeDns(bytes.subarray(2, size));
        return message === null ? { kind: "closed" } : { kind: "message", message };
      }
      const news = await host.inbox(socket).take(limit);
      if (news === "timeout") return { kind: "timeout" };
      if (news.news === "data")
        heard.set(socket, Buffer.concat([bytes, Buffer.from(news.data, "base64")]));
      else if (news.news === "closed") return { kind: "closed" };
      else if (news.news === "failed") return { kind: ENDS[news.error] ?? "unreachable" };
    }
  };
  return {
    receive,
    async open(host, { to, port }) {
      const localPort = host.ports.tcp.shift() ?? null;
      const answer = await host.sockets.order({ order: "connect-tcp", to, port, localPort });
      if (answer.error === null && answer.socket !== null) return answer.socket;
      const number = --failures;
      failed.set(number, ENDS[answer.error ?? ""] ?? "unreachable");
      return number;
    },
    connected: ({ socket }) => Promise.resolve(failed.get(socket) ?? "connected"),
    async send(host, { socket, messages }) {
      if (messages.length === 0 || failed.has(socket)) return true;
      const bytes = piecesBytes(messages.map(({ message }) => wholePiece(message)));
      const data = Buffer.from(bytes).toString("base64");
      await host.sockets.order({ order: "send-tcp", socket, data });
      return true;
    },
    async receiveQuery(host, { connection, timeoutMicroseconds }, nextQuery) {
      const { socket, from, port } = connection;
      const heardOf = await receive(host, { kind: "receive-tcp", socket, timeoutMicroseconds });
      if (heardOf.kind !== "message") return "ended";
      return { from, port, message: heardOf.message, query: nextQuery(), packet: null };
    },
    async close(host, { socket }) {
      if (!failed.has(socket)) await host.sockets.order({ order: "close-tcp", socket });
      return true;
    },
  };
}
