import { unreachable } from "../../base/assert.js";
import type { Random } from "../../base/random.js";
import type { Need, Program } from "../../simulation/effect.js";
import type { QueryId } from "../../trace/id.js";
import { pause } from "../kernel/monitor.js";
import { createDnsStreams } from "./real-dns-stream.js";
import type { DnsStreams } from "./real-dns-stream.js";
import type { RealHost } from "./real-host.js";
import { acceptTcp, closeTcp, connectTcp, listenTcp, receiveTcp, sendTcp } from "./real-tcp.js";
import {
  answerDatagram,
  answerQuery,
  createClientSockets,
  listenUdp,
  openDatagram,
  receiveDatagram,
  receiveQuery,
  sendDatagram,
} from "./real-udp.js";
import type { ClientSockets } from "./real-udp.js";

/** A program of the play as it runs on the machine. */
export interface RealProcess {
  readonly host: RealHost;
  readonly random: Random;
  readonly nextQuery: () => QueryId;
  /** Hears why a child process ended by itself. */
  readonly onFailure: (error: unknown) => void;
  /** Whether nobody waits for it any more, so that it stops before its next need. */
  readonly isOver?: () => boolean;
}

/** What a program came to, or the need that only another program of the machine can meet. */
export type RealEnd<Result> =
  | { readonly kind: "ended"; readonly result: Result }
  | { readonly kind: "ping"; readonly need: Need & { readonly kind: "open-ping" } };

/** Runs a program with the sockets of its namespace: the same program that the simulation runs. */
export async function runReal<Result>(
  process: RealProcess,
  program: Program<Result>,
): Promise<RealEnd<Result>> {
  const sockets = { clients: createClientSockets(), streams: createDnsStreams() };
  let given: unknown = undefined;
  for (;;) {
    const step = program.next(given);
    if (step.done === true) return { kind: "ended", result: step.value };
    if (process.isOver?.() === true) throw new Error("a program went on after its time");
    if (step.value.kind === "open-ping") return { kind: "ping", need: step.value };
    given = await meet(process, step.value, sockets);
  }
}

interface OpenSockets {
  readonly clients: ClientSockets;
  readonly streams: DnsStreams;
}

function meet(
  process: RealProcess,
  need: Need,
  { clients, streams }: OpenSockets,
): Promise<unknown> {
  const { host, random, nextQuery, onFailure } = process;
  switch (need.kind) {
    case "now":
      return Promise.resolve(performance.now() * 1000);
    case "draw":
      return Promise.resolve(random.integer(need.bound));
    case "sleep":
      return pause(need.microseconds / 1000).then(() => true);
    case "note":
    case "report":
      return Promise.resolve(true);
    case "spawn":
      runReal(process, need.process).catch(onFailure);
      return Promise.resolve(true);
    case "open-udp":
      return Promise.resolve(clients.open());
    case "send-udp":
      return clients.send(host, need);
    case "receive-udp":
      return clients.receive(host, need);
    case "close-udp":
      return need.socket < 0
        ? clients.close(host, need)
        : host.sockets.order({ order: "close-udp", socket: need.socket }).then(() => true);
    case "listen-udp":
      return listenUdp(host, need);
    case "receive-query":
      return receiveQuery(host, need, nextQuery);
    case "answer-query":
      return answerQuery(host, need);
    case "open-datagram":
      return openDatagram(host, need);
    case "send-datagram":
      return sendDatagram(host, need);
    case "receive-datagram":
      return receiveDatagram(host, need);
    case "answer-datagram":
      return answerDatagram(host, need);
    case "open-tcp":
      return streams.open(host, need);
    case "await-tcp":
      return streams.connected(need);
    case "send-tcp":
      return streams.send(host, need);
    case "receive-tcp":
      return streams.receive(host, need);
    case "receive-stream-query":
      return streams.receiveQuery(host, need, nextQuery);
    case "close-tcp":
      return streams.close(host, need);
    case "listen-stream":
      return listenTcp(host, need);
    case "accept-stream":
      return acceptTcp(host, need);
    case "connect-stream":
      return connectTcp(host, need);
    case "send-stream":
      return sendTcp(host, need);
    case "receive-stream":
    case "receive-stream-for":
      return receiveTcp(host, need);
    case "close-stream":
      return closeTcp(host, need);
    case "open-ping":
    case "send-echo":
    case "receive-echo":
    case "close-ping":
      throw new Error(`${need.kind} is for the machine's own ping`);
    default:
      return unreachable(need);
  }
}
