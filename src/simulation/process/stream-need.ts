import { assert } from "../../base/assert.js";
import type {
  AcceptStream,
  Accepted,
  Arrived,
  CloseStream,
  ConnectStream,
  Connected,
  ListenStream,
  ReceiveStream,
  ReceiveStreamFor,
  SendStream,
} from "../effect.js";
import { isAgreed } from "../sctp/association.js";
import type { SctpAssociation } from "../sctp/association.js";
import type { Errno } from "../socket/errno.js";
import { listenSctp } from "../socket/listen-sctp.js";
import { listenTcp } from "../socket/listen-tcp.js";
import { closeSctp, connectSctp, sendSctp } from "../socket/sctp-socket.js";
import type { OpenSocket } from "../socket/socket-table.js";
import { closeTcp, connectErrno, connectTcp, sendTcp } from "../socket/tcp-socket.js";
import type { TcpConnection } from "../tcp/connection.js";
import { isSynchronised } from "../tcp/state.js";
import { LATER, now } from "./reply.js";
import type { Reply, Resume } from "./reply.js";
import type { Process } from "./process.js";

/** A socket with a connection of either protocol. */
type Stream = Extract<OpenSocket, { readonly kind: "connection" | "association" }>;

/** Opens a socket that waits for connections. */
export function listenStreamFor({ world, stack, program }: Process, need: ListenStream): number {
  const { port, address = null } = need;
  const listen = need.protocol === "tcp" ? listenTcp : listenSctp;
  return listen(world, stack, { program, port, address }).number;
}

/** Lets a process wait for the next connection of a listening socket. */
export function acceptStreamFor(process: Process, need: AcceptStream, resume: Resume): Reply {
  const open = process.stack.sockets.numbers.get(need.socket);
  const accepted = (stream: Stream): void => {
    const socket = numberOf(process, stream);
    const { address: from, port } = stream.socket.remote;
    resume({ socket, from, port } satisfies Accepted);
  };
  const wait = { timeoutMicroseconds: Infinity, onTimeout: () => undefined };
  if (open?.kind === "sctp-listener") {
    open.socket.accepted.take({
      ...wait,
      onValue: (socket) => {
        accepted({ kind: "association", socket });
      },
    });
    return LATER;
  }
  assert(open?.kind === "listener", `${process.program} does not listen on ${need.socket}`);
  open.socket.accepted.take({
    ...wait,
    onValue: (socket) => {
      accepted({ kind: "connection", socket });
    },
  });
  return LATER;
}

/** Connects a process. */
export function connectStreamFor(process: Process, need: ConnectStream, resume: Resume): Reply {
  const { world, stack } = process;
  const stream = need.protocol === "tcp" ? openTcp(process, need) : openSctp(process, need);
  if (typeof stream === "string") return now({ kind: "failed", errno: stream } satisfies Connected);
  const { socket } = stream;
  const timeout = world.scheduler.timer(need.timeoutMicroseconds, () => {
    world.recorder.emit(stack.id, null, {
      kind: "timer-fired",
      purpose: "connect-timeout",
      afterMicroseconds: need.timeoutMicroseconds,
    });
    if (stream.kind === "connection") stream.socket.failure = "timed out";
    socket.errno = "ETIMEDOUT";
    close(process, stream);
  });
  const done = (): Connected | null => {
    if (isOpen(stream))
      return { kind: "connected", socket: numberOf(process, stream), local: socket.local };
    return socket.errno === null ? null : { kind: "failed", errno: socket.errno };
  };
  whenDone(socket, done, (answer) => {
    timeout.cancel();
    resume(answer);
  });
  return LATER;
}

function openTcp({ world, stack, program }: Process, need: ConnectStream): Stream | Errno {
  const remote = { address: need.to, port: need.port };
  const errno = connectErrno(world, stack, remote);
  const socket = errno === null ? connectTcp(world, stack, { program, remote }) : null;
  return socket === null ? (errno ?? "ENETUNREACH") : { kind: "connection", socket };
}

function openSctp({ world, stack, program }: Process, need: ConnectStream): Stream | Errno {
  const remote = { address: need.to, port: need.port };
  const socket = connectSctp(world, stack, { program, remote });
  return typeof socket === "string" ? socket : { kind: "association", socket };
}

function isOpen(stream: Stream): boolean {
  return stream.kind === "connection"
    ? isSynchronised(stream.socket.state)
    : isAgreed(stream.socket.state);
}

/** Sends a text for a process. */
export function sendStreamFor(process: Process, need: SendStream): true {
  const { world, stack } = process;
  const stream = streamOf(process, need.socket);
  if (stream.kind === "connection")
    sendTcp(world, stack, stream.socket, need.data ?? { kind: "text", text: need.text });
  else sendSctp(world, stack, stream.socket, need.text);
  return true;
}

/** Lets a process wait for what its peer sends. */
export function receiveStreamFor(process: Process, need: ReceiveStream, resume: Resume): Reply {
  const { socket } = streamOf(process, need.socket);
  whenDone(socket, () => arrivedAt(socket), resume);
  return LATER;
}

/** Lets a process wait for what its peer sends, but not for ever. */
export function receiveStreamInTimeFor(
  process: Process,
  need: ReceiveStreamFor,
  resume: Resume,
): Reply {
  const { socket } = streamOf(process, need.socket);
  const { timeoutMicroseconds } = need;
  const done = (): Arrived | null => arrivedAt(socket);
  const onTimeout = { purpose: "answer-timeout", answer: { kind: "timeout" } } as const;
  whenDoneInTime(process, socket, { timeoutMicroseconds, done, onTimeout, resume });
  return LATER;
}

/** Closes a process's end of a connection. */
export function closeStreamFor(process: Process, need: CloseStream): true {
  close(process, streamOf(process, need.socket));
  process.stack.sockets.numbers.delete(need.socket);
  return true;
}

function close({ world, stack }: Process, stream: Stream): void {
  if (stream.kind === "connection") closeTcp(world, stack, stream.socket);
  else closeSctp(world, stack, stream.socket);
}

function arrivedAt(socket: TcpConnection | SctpAssociation): Arrived | null {
  const arrived = socket.inbox.shift();
  if (typeof arrived === "string") return { kind: "text", text: arrived };
  if (arrived !== undefined) {
    const { data } = arrived;
    return { kind: "text", text: data.kind === "text" ? data.text : "", data };
  }
  if (socket.errno !== null) return { kind: "failed", errno: socket.errno };
  const ended = socket.peerClosed || socket.state === "CLOSED";
  return ended ? { kind: "closed" } : null;
}

function whenDone<Answer>(
  socket: TcpConnection | SctpAssociation,
  done: () => Answer | null,
  then: (answer: Answer) => void,
): void {
  const answer = done();
  if (answer !== null) {
    then(answer);
    return;
  }
  socket.onChange = () => {
    whenDone(socket, done, then);
  };
}

/** Goes on as soon as a socket has something to say, or after the timeout; one without a purpose is not told. */
export function whenDoneInTime<Answer, Timeout>(
  { world, stack }: Process,
  socket: TcpConnection | SctpAssociation,
  wait: {
    readonly timeoutMicroseconds: number;
    done(): Answer | null;
    readonly onTimeout: {
      readonly purpose: "answer-timeout" | "connect-timeout" | "dns-timeout" | null;
      readonly answer: Timeout;
    };
    resume(answer: Answer | Timeout): void;
  },
): void {
  const { timeoutMicroseconds: afterMicroseconds, onTimeout } = wait;
  const timeout = world.scheduler.timer(afterMicroseconds, () => {
    socket.onChange = null;
    const { purpose } = onTimeout;
    if (purpose !== null)
      world.recorder.emit(stack.id, null, { kind: "timer-fired", purpose, afterMicroseconds });
    wait.resume(onTimeout.answer);
  });
  whenDone(
    socket,
    () => wait.done(),
    (answer) => {
      timeout.cancel();
      wait.resume(answer);
    },
  );
}

/** The number that a process knows an open stream by from now on. */
export function numberOf({ stack }: Process, stream: Stream): number {
  const number = stack.sockets.nextNumber();
  stack.sockets.numbers.set(number, stream);
  return number;
}

/** A process's TCP connection by its number. */
export function connectionOf(process: Process, number: number): TcpConnection {
  const stream = streamOf(process, number);
  assert(stream.kind === "connection", `${process.program} has no TCP connection ${number}`);
  return stream.socket;
}

function streamOf(process: Process, number: number): Stream {
  const open = process.stack.sockets.numbers.get(number);
  assert(
    open?.kind === "connection" || open?.kind === "association",
    `${process.program} has no connection ${number}`,
  );
  return open;
}
