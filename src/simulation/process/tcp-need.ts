import { assert } from "../../base/assert.js";
import type {
  AcceptTcp,
  Accepted,
  Arrived,
  CloseTcp,
  ConnectTcp,
  Connected,
  ReceiveTcp,
  ReceiveTcpFor,
  SendTcp,
} from "../effect.js";
import { closeTcp, connectErrno, connectTcp, sendTcp } from "../socket/tcp-socket.js";
import type { TcpConnection } from "../tcp/connection.js";
import { isSynchronised } from "../tcp/state.js";
import { LATER, now } from "./reply.js";
import type { Reply, Resume } from "./reply.js";
import type { Process } from "./process.js";

/** Lets a process wait for the next connection of a listening socket. */
export function acceptTcpFor(process: Process, need: AcceptTcp, resume: Resume): Reply {
  const open = process.stack.sockets.numbers.get(need.socket);
  assert(open?.kind === "listener", `${process.program} does not listen on ${need.socket}`);
  open.socket.accepted.take({
    timeoutMicroseconds: Infinity,
    onValue: (connection) => {
      const socket = numberOf(process, connection);
      const { address: from, port } = connection.remote;
      resume({ socket, from, port } satisfies Accepted);
    },
    onTimeout: () => undefined,
  });
  return LATER;
}

/** Connects a process. */
export function connectTcpFor(process: Process, need: ConnectTcp, resume: Resume): Reply {
  const { world, stack, program } = process;
  const remote = { address: need.to, port: need.port };
  const errno = connectErrno(world, stack, remote);
  const connection = errno === null ? connectTcp(world, stack, { program, remote }) : null;
  if (connection === null) {
    return now({ kind: "failed", errno: errno ?? "ENETUNREACH" } satisfies Connected);
  }
  const timeout = world.scheduler.timer(need.timeoutMicroseconds, () => {
    world.recorder.emit(stack.id, null, {
      kind: "timer-fired",
      purpose: "connect-timeout",
      afterMicroseconds: need.timeoutMicroseconds,
    });
    connection.failure = "timed out";
    connection.errno = "ETIMEDOUT";
    closeTcp(world, stack, connection);
  });
  const done = (): Connected | null => {
    if (isSynchronised(connection.state)) {
      const { local } = connection;
      return { kind: "connected", socket: numberOf(process, connection), local };
    }
    const { errno: failed } = connection;
    return failed === null ? null : { kind: "failed", errno: failed };
  };
  whenDone(connection, done, (answer) => {
    timeout.cancel();
    resume(answer);
  });
  return LATER;
}

/** Sends a text for a process. */
export function sendTcpFor(process: Process, need: SendTcp): true {
  sendTcp(process.world, process.stack, connectionOf(process, need.socket), need.text);
  return true;
}

/** Lets a process wait for what its peer sends. */
export function receiveTcpFor(process: Process, need: ReceiveTcp, resume: Resume): Reply {
  const connection = connectionOf(process, need.socket);
  whenDone(connection, () => arrivedAt(connection), resume);
  return LATER;
}

/** Lets a process wait for what its peer sends, but not for ever. */
export function receiveTcpInTimeFor(process: Process, need: ReceiveTcpFor, resume: Resume): Reply {
  const { world, stack } = process;
  const connection = connectionOf(process, need.socket);
  const { timeoutMicroseconds } = need;
  const timeout = world.scheduler.timer(timeoutMicroseconds, () => {
    connection.onChange = null;
    world.recorder.emit(stack.id, null, {
      kind: "timer-fired",
      purpose: "answer-timeout",
      afterMicroseconds: timeoutMicroseconds,
    });
    resume({ kind: "timeout" });
  });
  whenDone(
    connection,
    () => arrivedAt(connection),
    (answer) => {
      timeout.cancel();
      resume(answer);
    },
  );
  return LATER;
}

function arrivedAt(connection: TcpConnection): Arrived | null {
  const text = connection.inbox.shift();
  if (text !== undefined) return { kind: "text", text };
  if (connection.errno !== null) return { kind: "failed", errno: connection.errno };
  const ended = connection.peerClosed || connection.state === "CLOSED";
  return ended ? { kind: "closed" } : null;
}

/** Closes a process's end of a connection. */
export function closeTcpFor(process: Process, need: CloseTcp): true {
  closeTcp(process.world, process.stack, connectionOf(process, need.socket));
  process.stack.sockets.numbers.delete(need.socket);
  return true;
}

function whenDone<Answer>(
  connection: TcpConnection,
  done: () => Answer | null,
  then: (answer: Answer) => void,
): void {
  const answer = done();
  if (answer !== null) {
    then(answer);
    return;
  }
  connection.onChange = () => {
    whenDone(connection, done, then);
  };
}

function numberOf(process: Process, connection: TcpConnection): number {
  const { sockets } = process.stack;
  const number = sockets.nextNumber();
  sockets.numbers.set(number, { kind: "connection", socket: connection });
  return number;
}

function connectionOf(process: Process, number: number): TcpConnection {
  const open = process.stack.sockets.numbers.get(number);
  assert(open?.kind === "connection", `${process.program} has no connection ${number}`);
  return open.socket;
}
