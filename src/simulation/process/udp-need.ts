import { assert } from "../../base/assert.js";
import type { CloseUdp, ReceiveUdp, Received, SendUdp } from "../../dns/effect.js";
import type { AnswerQuery, ArrivedQuery, ReceiveQuery } from "../effect.js";
import { closeUdp, sendUdp } from "../socket/udp-operation.js";
import type { UdpSocket } from "../socket/udp-socket.js";
import { LATER } from "./reply.js";
import type { Reply, Resume } from "./reply.js";
import type { Process } from "./process.js";

/** Sends a datagram for a process. */
export function sendUdpFor(process: Process, need: SendUdp): "sent" | "unreachable" {
  const { to, port, payload, query } = need;
  const socket = udpSocketOf(process, need.socket);
  const datagram = { to: { address: to, port }, payload, query, parent: null };
  return sendUdp(process.world, process.stack, socket, datagram);
}

/** Lets a process wait for a datagram. */
export function receiveUdpFor(process: Process, need: ReceiveUdp, resume: Resume): Reply {
  const { world, stack } = process;
  const { timeoutMicroseconds } = need;
  const timeout: Received = { kind: "timeout" };
  udpSocketOf(process, need.socket).inbox.take({
    timeoutMicroseconds,
    onValue: ({ received }) => {
      // A resolver goes on to the next server whatever kept its datagram back.
      const heard: Received =
        received.kind === "not-permitted" ? { kind: "unreachable" } : received;
      resume(heard);
    },
    onTimeout: () => {
      if (process.life?.ended === true) return;
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

/** Lets a server wait for a DNS query. */
export function receiveQueryFor(process: Process, need: ReceiveQuery, resume: Resume): Reply {
  const { inbox } = udpSocketOf(process, need.socket);
  const { world } = process;
  const take = (): void => {
    inbox.take({
      timeoutMicroseconds: Infinity,
      onValue: ({ received, packet }) => {
        if (received.kind !== "datagram" || received.payload.kind !== "dns") {
          take();
          return;
        }
        const { from, port, payload } = received;
        const query = (packet === null ? null : world.queries.get(packet)) ?? world.nextQuery();
        resume({ from, port, message: payload.message, query, packet } satisfies ArrivedQuery);
      },
      onTimeout: () => undefined,
    });
  };
  take();
  return LATER;
}

/** Answers a query for a server. */
export function answerQueryFor(process: Process, need: AnswerQuery): true {
  const { from: address, port, packet: parent } = need.arrived;
  const payload = { kind: "dns", message: need.message } as const;
  const datagram = { to: { address, port }, payload, query: null, parent };
  sendUdp(process.world, process.stack, udpSocketOf(process, need.socket), datagram);
  return true;
}

/** Closes a process's socket. */
export function closeUdpFor(process: Process, need: CloseUdp): true {
  closeUdp(process.world, process.stack, udpSocketOf(process, need.socket));
  return true;
}

/** A process's UDP socket by its number. */
export function udpSocketOf(process: Process, number: number): UdpSocket {
  const open = process.stack.sockets.numbers.get(number);
  assert(open?.kind === "udp", `${process.program} has no UDP socket ${number}`);
  return open.socket;
}
