import { address } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type { CloseUdp, ReceiveUdp, Received, SendUdp } from "../../dns/effect.js";
import { decodeDns } from "../../packet/dns-wire.js";
import type { Payload } from "../../packet/packet.js";
import { payloadBytes } from "../../packet/payload-bytes.js";
import type {
  AnswerDatagram,
  AnswerQuery,
  ArrivedDatagram,
  ArrivedQuery,
  ListenUdp,
  OpenDatagram,
  Opened,
  ReceiveDatagram,
  ReceiveQuery,
  SendDatagram,
} from "../../simulation/effect.js";
import type { QueryId } from "../../trace/id.js";
import { pause } from "../kernel/monitor.js";
import { errnoOf } from "./real-errno.js";
import type { RealHost } from "./real-host.js";
import type { SocketNews } from "../socket/real-sockets.js";

/** Waits for datagrams on a port. */
export async function listenUdp(host: RealHost, need: ListenUdp): Promise<number> {
  const addresses = need.address == null ? host.addresses : [need.address];
  const { port } = need;
  const answer = await host.sockets.order({ order: "listen-udp", addresses, port });
  return answer.socket ?? -1;
}

/** A client's sockets by the number that the program knows, below 0: one is opened when its first datagram leaves. */
export interface ClientSockets {
  readonly open: () => number;
  readonly send: (host: RealHost, need: SendUdp) => Promise<"sent" | "unreachable">;
  readonly receive: (host: RealHost, need: ReceiveUdp) => Promise<Received>;
  readonly close: (host: RealHost, need: CloseUdp) => Promise<true>;
}

/** No socket is open; several servers that one socket asks have a real one each. */
export function createClientSockets(): ClientSockets {
  const opened = new Map<number, Map<string, number>>();
  let numbers = 0;
  return {
    open: () => {
      opened.set(--numbers, new Map());
      return numbers;
    },
    send: async (host, { socket, to, port, payload }) => {
      const own = opened.get(socket) ?? new Map<string, number>();
      const key = `${to} ${port}`;
      const real = own.get(key) ?? (await openUdp(host, to, port));
      if (typeof real === "string") return "unreachable";
      own.set(key, real);
      // Not waited for: a resolver's two queries leave one right after the other.
      void sendData(host, real, payload).then((error) => {
        if (error !== null) host.inbox(real).putFirst({ news: "failed", socket: real, error });
      });
      return "sent";
    },
    receive: async (host, { socket, timeoutMicroseconds }) => {
      const own = [...(opened.get(socket)?.values() ?? [])].at(-1);
      if (own === undefined) return { kind: "timeout" };
      const news = await nextOf(host, own, timeoutMicroseconds / 1000);
      if (news === "timeout") return { kind: "timeout" };
      if (news.news === "failed")
        return { kind: news.error === "ECONNREFUSED" ? "refused" : "unreachable" };
      const payload = payloadIn(news.data);
      return { kind: "datagram", from: address(news.from), port: news.port, payload };
    },
    close: async (host, { socket }) => {
      for (const real of opened.get(socket)?.values() ?? [])
        await host.sockets.order({ order: "close-udp", socket: real });
      return true;
    },
  };
}

/** Opens a socket for datagrams to one place. */
export async function openDatagram(host: RealHost, need: OpenDatagram): Promise<Opened> {
  const real = await openUdp(host, need.to, need.port);
  if (typeof real === "string") return { kind: "failed", errno: errnoOf(real) };
  return { kind: "open", socket: real, source: need.to, remote: need.to };
}

/** Sends a datagram; what keeps it back is heard by who waits for an answer. */
export async function sendDatagram(host: RealHost, need: SendDatagram): Promise<true> {
  const { socket } = need;
  const error = await sendData(host, socket, need.payload);
  if (error !== null) host.inbox(socket).putFirst({ news: "failed", socket, error });
  return true;
}

/** Waits for a datagram. */
export async function receiveDatagram(
  host: RealHost,
  need: ReceiveDatagram,
): Promise<ArrivedDatagram> {
  const { socket, timeoutMicroseconds } = need;
  const limit = timeoutMicroseconds === null ? null : timeoutMicroseconds / 1000;
  let news = await nextOf(host, socket, limit);
  while (news === "timeout") {
    const left = (need.restsUntil?.() ?? 0) / 1000 - performance.now();
    if (left <= 0) return { kind: "timeout" };
    news = await nextOf(host, socket, left);
  }
  if (news.news === "failed") return { kind: "failed", errno: errnoOf(news.error) };
  const { from, port, data, via } = news;
  host.answerBy.set(`${socket} ${from} ${port}`, via);
  const payload = payloadIn(data);
  return { kind: "datagram", from: address(from), port, payload, packet: null };
}

/** Answers a datagram from the address that it came to. */
export async function answerDatagram(host: RealHost, need: AnswerDatagram): Promise<true> {
  return answer(host, need.socket, need.arrived, need.payload);
}

/** Waits for a DNS query. */
export async function receiveQuery(
  host: RealHost,
  { socket }: ReceiveQuery,
  nextQuery: () => QueryId,
): Promise<ArrivedQuery> {
  for (;;) {
    const news = await nextOf(host, socket, null);
    if (news === "timeout" || news.news === "failed") continue;
    const message = decodeDns(Buffer.from(news.data, "base64"));
    if (message === null) continue;
    const { from, port, via } = news;
    host.answerBy.set(`${socket} ${from} ${port}`, via);
    return { from: address(from), port, message, query: nextQuery(), packet: null };
  }
}

// On a machine at work, a resolver's second query may leave a little after its first.
const ANSWERING_MILLISECONDS = 20;

/** Answers a query from the address that it came to. */
export async function answerQuery(host: RealHost, need: AnswerQuery): Promise<true> {
  await pause(ANSWERING_MILLISECONDS);
  return answer(host, need.socket, need.arrived, { kind: "dns", message: need.message });
}

async function answer(
  host: RealHost,
  socket: number,
  { from, port }: { readonly from: Address; readonly port: number },
  payload: Payload,
): Promise<true> {
  const via = host.answerBy.get(`${socket} ${from} ${port}`) ?? socket;
  const data = dataOf(payload);
  await host.sockets.order({ order: "send-udp", socket: via, to: { address: from, port }, data });
  return true;
}

async function openUdp(host: RealHost, to: Address, port: number): Promise<number | string> {
  const localPort = host.ports.udp.shift() ?? null;
  const { error, socket } = await host.sockets.order({ order: "open-udp", to, port, localPort });
  return error ?? socket ?? "EBADF";
}

async function sendData(host: RealHost, socket: number, payload: Payload): Promise<string | null> {
  const data = dataOf(payload);
  return (await host.sockets.order({ order: "send-udp", socket, data })).error;
}

async function nextOf(
  host: RealHost,
  socket: number,
  limit: number | null,
): Promise<Extract<SocketNews, { readonly news: "datagram" | "failed" }> | "timeout"> {
  for (;;) {
    const news = await host.inbox(socket).take(limit);
    if (news === "timeout" || news.news === "datagram" || news.news === "failed") return news;
  }
}

function dataOf(payload: Payload): string {
  const bytes =
    payload.kind === "filler" ? Buffer.alloc(payload.bytes) : (payloadBytes(payload) ?? []);
  return Buffer.from(Array.from(bytes)).toString("base64");
}

// A datagram of bytes that nobody reads is all zeroes here.
function payloadIn(data: string): Payload {
  const bytes = Buffer.from(data, "base64");
  if (bytes.length === 0) return { kind: "none" };
  const message = decodeDns(bytes);
  if (message !== null) return { kind: "dns", message };
  if (bytes.every((byte) => byte === 0)) return { kind: "filler", bytes: bytes.length };
  return { kind: "text", text: bytes.toString("utf8") };
}
