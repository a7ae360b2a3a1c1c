import { unreachable } from "../../base/assert.js";
import type { Need, Program } from "../effect.js";
import {
  answerDatagramFor,
  openDatagramFor,
  receiveDatagramFor,
  sendDatagramFor,
} from "./datagram-need.js";
import {
  awaitTcpFor,
  closeTcpFor,
  openTcpFor,
  receiveStreamQueryFor,
  receiveTcpFor,
  sendTcpFor,
} from "./dns-stream-need.js";
import { closePingFor, openPingFor, receiveEchoFor, sendEchoFor } from "./ping-need.js";
import {
  acceptStreamFor,
  closeStreamFor,
  connectStreamFor,
  listenStreamFor,
  receiveStreamFor,
  receiveStreamInTimeFor,
  sendStreamFor,
} from "./stream-need.js";
import {
  answerQueryFor,
  closeUdpFor,
  receiveQueryFor,
  receiveUdpFor,
  sendUdpFor,
} from "./udp-need.js";
import { UNBOUND } from "../socket/endpoint.js";
import { openUdp } from "../socket/udp-operation.js";
import { LATER, now } from "./reply.js";
import type { Reply, Resume } from "./reply.js";
import type { Process } from "./process.js";

/** Answers what a process needs. */
export function answerNeed(
  process: Process,
  need: Need,
  resume: Resume,
  spawn: (child: Program<void>) => void,
): Reply {
  const { world, stack, program } = process;
  switch (need.kind) {
    case "now":
      return now(world.scheduler.now());
    case "draw":
      return now(process.random.integer(need.bound));
    case "sleep":
      world.scheduler.timer(need.microseconds, () => {
        resume(true);
      });
      return LATER;
    case "note":
    case "report":
      world.recorder.emit(stack.id, null, need.event);
      return now(true);
    case "spawn":
      spawn(need.process);
      return now(true);
    case "open-udp":
      return now(openUdp(world, stack, { program, port: null }).number);
    case "listen-udp":
      return now(
        openUdp(world, stack, {
          program,
          port: need.port,
          bound: { ...UNBOUND, address: need.address ?? null },
        }).number,
      );
    case "send-udp":
      return now(sendUdpFor(process, need));
    case "receive-udp":
      return receiveUdpFor(process, need, resume);
    case "receive-query":
      return receiveQueryFor(process, need, resume);
    case "answer-query":
      return now(answerQueryFor(process, need));
    case "close-udp":
      return now(closeUdpFor(process, need));
    case "open-tcp":
      return now(openTcpFor(process, need));
    case "await-tcp":
      return awaitTcpFor(process, need, resume);
    case "send-tcp":
      return now(sendTcpFor(process, need));
    case "receive-tcp":
      return receiveTcpFor(process, need, resume);
    case "receive-stream-query":
      return receiveStreamQueryFor(process, need, resume);
    case "close-tcp":
      return now(closeTcpFor(process, need));
    case "listen-stream":
      return now(listenStreamFor(process, need));
    case "accept-stream":
      return acceptStreamFor(process, need, resume);
    case "connect-stream":
      return connectStreamFor(process, need, resume);
    case "send-stream":
      return now(sendStreamFor(process, need));
    case "receive-stream":
      return receiveStreamFor(process, need, resume);
    case "receive-stream-for":
      return receiveStreamInTimeFor(process, need, resume);
    case "close-stream":
      return now(closeStreamFor(process, need));
    case "open-ping":
      return now(openPingFor(process, need));
    case "send-echo":
      return now(sendEchoFor(process, need));
    case "receive-echo":
      return receiveEchoFor(process, need, resume);
    case "close-ping":
      return now(closePingFor(process, need));
    case "open-datagram":
      return now(openDatagramFor(process, need));
    case "send-datagram":
      return now(sendDatagramFor(process, need));
    case "receive-datagram":
      return receiveDatagramFor(process, need, resume);
    case "answer-datagram":
      return now(answerDatagramFor(process, need));
    default:
      return unreachable(need);
  }
}
