import { assert } from "../../base/assert.js";
import type { ClosePing, OpenPing, Opened, ReceiveEcho, SendEcho } from "../effect.js";
import { closePing, openPing, sendEcho } from "../socket/ping-operation.js";
import type { PingSocket } from "../socket/ping-socket.js";
import type { Process } from "./process.js";
import { LATER } from "./reply.js";
import type { Reply, Resume } from "./reply.js";

/** Opens a socket for a process's echo requests; its identifier is drawn, as iputils does. */
export function openPingFor({ world, stack, program, random }: Process, need: OpenPing): Opened {
  const identifier = random.integer(0x1_0000);
  const socket = openPing(world, stack, { program, remote: need.to, identifier });
  if (typeof socket === "string") return { kind: "failed", errno: socket };
  return { kind: "open", socket: socket.number, source: socket.source, remote: socket.remote };
}

/** Sends an echo request for a process. */
export function sendEchoFor(process: Process, need: SendEcho): true {
  sendEcho(process.world, process.stack, socketOf(process, need.socket), need);
  return true;
}

/** Lets a process wait for what is said about its echo requests. */
export function receiveEchoFor(process: Process, need: ReceiveEcho, resume: Resume): Reply {
  const { world, stack } = process;
  const { timeoutMicroseconds, givesUp } = need;
  socketOf(process, need.socket).inbox.take({
    timeoutMicroseconds,
    onValue: resume,
    onTimeout: () => {
      if (givesUp)
        world.recorder.emit(stack.id, null, {
          kind: "timer-fired",
          purpose: "answer-timeout",
          afterMicroseconds: timeoutMicroseconds,
        });
      resume({ kind: "timeout" });
    },
  });
  return LATER;
}

/** Closes a process's socket for echo requests. */
export function closePingFor(process: Process, need: ClosePing): true {
  closePing(process.stack, socketOf(process, need.socket));
  return true;
}

function socketOf({ stack, program }: Process, number: number): PingSocket {
  const open = stack.sockets.numbers.get(number);
  assert(open?.kind === "ping", `${program} has no socket ${number} for echo requests`);
  return open.socket;
}
