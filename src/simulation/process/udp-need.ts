import { assert } from "../../base/assert.js";
import type { CloseUdp, ReceiveUdp, Received, SendUdp } from "../../dns/effect.js";
import { closeUdp, sendUdp } from "../socket/udp-socket.js";
import type { UdpSocket } from "../socket/udp-socket.js";
import { LATER } from "./reply.js";
import type { Reply, Resume } from "./reply.js";
import type { Process } from "./run-process.js";

/** Sends a datagram for a process. */
export function sendUdpFor(process: Process, need: SendUdp): "sent" | "unreachable" {
  const { to, port, payload } = need;
  const socket = socketOf(process, need.socket);
  const datagram = { to: { address: to, port }, payload };
  return sendUdp(process.world, process.stack, socket, datagram);
}

/** Lets a process wait for a datagram. */
export function receiveUdpFor(process: Process, need: ReceiveUdp, resume: Resume): Reply {
  const { world, stack } = process;
  const { timeoutMicroseconds } = need;
  const timeout: Received = { kind: "timeout" };
  socketOf(process, need.socket).inbox.take({
    timeoutMicroseconds,
    onValue: resume,
    onTimeout: () => {
      world.recorder.emit(stack.id, null, {
        kind: "timer-fired",
        purpose: "dns-timeout",
        afterMicroseconds: timeoutMicroseconds,
      });
      resume(timeout);
    },
  });
  return LATER;
}

/** Closes a process's socket. */
export function closeUdpFor(process: Process, need: CloseUdp): true {
  closeUdp(process.world, process.stack, socketOf(process, need.socket));
  return true;
}

function socketOf(process: Process, number: number): UdpSocket {
  const open = process.stack.sockets.numbers.get(number);
  assert(open?.kind === "udp", `${process.program} has no UDP socket ${number}`);
  return open.socket;
}
