import type {
  AwaitTcp,
  CloseTcp,
  OpenTcp,
  ReceiveTcp,
  ReceivedOverTcp,
  SendTcp,
  TcpEnd,
} from "../../dns/effect.js";
import { isLastPiece, wholePiece } from "../../packet/dns-stream.js";
import type { DnsMessage } from "../../packet/dns-message.js";
import type { PacketId } from "../../trace/id.js";
import type { ArrivedQuery, ReceiveStreamQuery } from "../effect.js";
import { connectErrno, connectTcp, sendTcp } from "../socket/tcp-socket.js";
import type { TcpConnection } from "../tcp/connection.js";
import { isSynchronised } from "../tcp/state.js";
import { closeStreamFor, connectionOf, numberOf, whenDoneInTime } from "./stream-need.js";
import { LATER } from "./reply.js";
import type { Reply, Resume } from "./reply.js";
import type { Process } from "./process.js";

/** Begins to connect for a process that does not wait. */
export function openTcpFor(process: Process, need: OpenTcp): number | "unreachable" {
  const { world, stack, program } = process;
  const remote = { address: need.to, port: need.port };
  if (connectErrno(world, stack, remote) !== null) return "unreachable";
  const socket = connectTcp(world, stack, { program, remote });
  return socket === null ? "unreachable" : numberOf(process, { kind: "connection", socket });
}

/** Lets a process wait until its connection stands. */
export function awaitTcpFor(process: Process, need: AwaitTcp, resume: Resume): Reply {
  const socket = connectionOf(process, need.socket);
  const done = (): "connected" | TcpEnd | null =>
    isSynchronised(socket.state) ? "connected" : endOf(socket);
  const { timeoutMicroseconds } = need;
  const onTimeout = { purpose: "connect-timeout", answer: "timeout" } as const;
  whenDoneInTime(process, socket, { timeoutMicroseconds, done, onTimeout, resume });
  return LATER;
}

/** Writes messages into a connection, all at once. */
export function sendTcpFor(process: Process, need: SendTcp): true {
  const { world, stack } = process;
  for (const { message, query } of need.messages) {
    if (query !== null) world.asked.set(message, query);
  }
  const pieces = need.messages.map(({ message }) => wholePiece(message));
  sendTcp(world, stack, connectionOf(process, need.socket), { kind: "dns-stream", pieces });
  return true;
}

/** Lets a process wait for a whole message. */
export function receiveTcpFor(process: Process, need: ReceiveTcp, resume: Resume): Reply {
  const socket = connectionOf(process, need.socket);
  const done = (): ReceivedOverTcp | null => {
    const arrived = takeMessage(socket);
    if (arrived !== null) return { kind: "message", message: arrived.message };
    const end = endOf(socket);
    return end === null ? null : { kind: end };
  };
  const { timeoutMicroseconds } = need;
  const onTimeout = { purpose: "dns-timeout", answer: { kind: "timeout" } } as const;
  whenDoneInTime(process, socket, { timeoutMicroseconds, done, onTimeout, resume });
  return LATER;
}

/** Lets a server wait for a query over a connection. */
export function receiveStreamQueryFor(
  process: Process,
  need: ReceiveStreamQuery,
  resume: Resume,
): Reply {
  const { world } = process;
  const { socket: number, from, port } = need.connection;
  const socket = connectionOf(process, number);
  const hear = (arrived: Arrived | null): void => {
    if (arrived === null) {
      resume("ended");
      return;
    }
    const query = world.asked.get(arrived.message) ?? world.nextQuery();
    resume({ from, port, ...arrived, query } satisfies ArrivedQuery);
  };
  const done = (): { readonly arrived: Arrived | null } | null => {
    const arrived = takeMessage(socket);
    return arrived !== null || endOf(socket) !== null ? { arrived } : null;
  };
  const { timeoutMicroseconds } = need;
  const onTimeout = { purpose: null, answer: { arrived: null } };
  whenDoneInTime(process, socket, {
    timeoutMicroseconds,
    done,
    onTimeout,
    resume: ({ arrived }) => {
      hear(arrived);
    },
  });
  return LATER;
}

/** Closes a process's connection. */
export function closeTcpFor(process: Process, { socket }: CloseTcp): true {
  return closeStreamFor(process, { kind: "close-stream", socket });
}

interface Arrived {
  readonly message: DnsMessage;
  readonly packet: PacketId;
}

// What is no DNS is waited through, as bytes of a message that never ends.
function takeMessage({ inbox }: TcpConnection): Arrived | null {
  for (;;) {
    const arrival = inbox.shift();
    if (arrival === undefined) return null;
    const { data, packet } = arrival;
    if (data.kind !== "dns-stream") continue;
    const [piece, ...pieces] = data.pieces;
    if (pieces.length > 0) inbox.unshift({ data: { kind: "dns-stream", pieces }, packet });
    if (piece !== undefined && isLastPiece(piece)) return { message: piece.message, packet };
  }
}

function endOf({ errno, failure, peerClosed, state }: TcpConnection): TcpEnd | null {
  if (errno === null) return peerClosed || state === "CLOSED" ? "closed" : null;
  return failure === "timed out" ? "timeout" : (failure ?? "unreachable");
}
