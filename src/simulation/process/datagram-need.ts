import type {
  AnswerDatagram,
  ArrivedDatagram,
  OpenDatagram,
  Opened,
  ReceiveDatagram,
  SendDatagram,
} from "../effect.js";
import { UNBOUND } from "../socket/endpoint.js";
import { openUdp, sendUdp } from "../socket/udp-operation.js";
import { isTaken } from "../socket/socket-table.js";
import { wayOut } from "../socket/way-out.js";
import type { Process } from "./process.js";
import { LATER } from "./reply.js";
import type { Reply, Resume } from "./reply.js";
import { udpSocketOf } from "./udp-need.js";

/** Opens a UDP socket for a process's datagrams to one place, which a broadcast address must not be (SO_BROADCAST). */
export function openDatagramFor({ world, stack, program }: Process, need: OpenDatagram): Opened {
  const way = wayOut(stack.host, need.to, {
    source: null,
    mark: UNBOUND.mark,
    now: world.scheduler.now(),
  });
  if (way.kind === "failed") return way;
  if (way.type === "broadcast") return { kind: "failed", errno: "EACCES" };
  const { sourcePort } = need;
  if (sourcePort !== null && isTaken(stack.sockets.udp, sourcePort))
    return { kind: "failed", errno: "EADDRINUSE" };
  const bound = { ...UNBOUND, port: sourcePort };
  const socket = openUdp(world, stack, { program, port: null, bound, hearsAll: false });
  return { kind: "open", socket: socket.number, source: way.source, remote: way.destination };
}

/** Sends a datagram for a process. */
export function sendDatagramFor(process: Process, need: SendDatagram): true {
  const { to: address, port, payload, forwards = null } = need;
  const query = (forwards === null ? null : process.world.queries.get(forwards)) ?? null;
  const datagram = { to: { address, port }, payload, query, parent: forwards };
  sendUdp(process.world, process.stack, udpSocketOf(process, need.socket), datagram);
  return true;
}

/** Lets a process wait for a datagram. */
export function receiveDatagramFor(process: Process, need: ReceiveDatagram, resume: Resume): Reply {
  const { world, stack } = process;
  const hear = (arrived: ArrivedDatagram): void => {
    resume(arrived);
  };
  const { inbox } = udpSocketOf(process, need.socket);
  const from = world.scheduler.now();
  const wait = (timeoutMicroseconds: number): void => {
    inbox.take({
      timeoutMicroseconds,
      onValue: ({ received, packet, errno }) => {
        if (received.kind === "datagram") hear({ ...received, packet });
        else hear({ kind: "failed", errno: errno ?? "EHOSTUNREACH" });
      },
      onTimeout: () => {
        const now = world.scheduler.now();
        const until = need.restsUntil?.() ?? now;
        if (until > now) {
          wait(until - now);
          return;
        }
        world.recorder.emit(stack.id, null, {
          kind: "timer-fired",
          purpose: need.restsUntil === undefined ? "answer-timeout" : "idle-timeout",
          afterMicroseconds: need.restsUntil === undefined ? timeoutMicroseconds : now - from,
        });
        hear({ kind: "timeout" });
      },
    });
  };
  wait(need.timeoutMicroseconds ?? Infinity);
  return LATER;
}

/** Answers a datagram for a server. */
export function answerDatagramFor(process: Process, need: AnswerDatagram): true {
  const { from: address, port, packet: parent } = need.arrived;
  const datagram = { to: { address, port }, payload: need.payload, query: null, parent };
  sendUdp(process.world, process.stack, udpSocketOf(process, need.socket), datagram);
  return true;
}
