import { tracksConnections } from "../../netfilter/chain-index.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { LOOPBACK } from "../device.js";
import { decideInput } from "../fib/decide-input.js";
import type { InputRefusal } from "../fib/input-decision.js";
import { endPass } from "./end-pass.js";
import { forwardPacket } from "./forward.js";
import { icmpAnswer } from "./kernel-answer.js";
import { noteNoRoute, noteRoute } from "./note-route.js";
import { passBalancedHook, passHook } from "./pass-hook.js";
import type { PassContext, PassResult, Stopped } from "./pass-result.js";
import { reassembled } from "./reassembled.js";
import { sendBalanced } from "./send-balanced.js";

/** A packet that came in by the device that its buffer names: PREROUTING, then the routing decision. */
export function receiveIp(buffer: SocketBuffer, context: PassContext): PassResult {
  const { netfilter } = context.host;
  const { family, fragment } = buffer.packet;
  // linux net/ipv4/netfilter/nf_defrag_ipv4.c: conntrack sees whole packets, before the first table.
  if (fragment !== null && netfilter !== null && tracksConnections(netfilter.ruleSets[family])) {
    return reassembled(buffer, context, receiveWhole);
  }
  return receiveWhole(buffer, context);
}

function receiveWhole(buffer: SocketBuffer, context: PassContext): PassResult {
  const pre = passHook("PREROUTING", buffer, context);
  return pre.kind === "stopped" ? pre : routeReceived(pre.buffer, context);
}

/** A packet that a host has sent to itself comes back over lo with its mark, its connection and its route. */
export function receiveLooped(buffer: SocketBuffer, context: PassContext): PassResult {
  context.emit({ kind: "device-entered", device: LOOPBACK, segment: LOOPBACK });
  const looped = { ...buffer, input: LOOPBACK, output: null };
  const pre = passHook("PREROUTING", looped, context);
  return pre.kind === "stopped" ? pre : deliver(pre.buffer, context);
}

/** The routing decision falls between PREROUTING and INPUT or FORWARD, with the translated destination. */
export function routeReceived(buffer: SocketBuffer, context: PassContext): PassResult {
  const { host, emit } = context;
  const { packet, mark, input } = buffer;
  const decision = decideInput(host, { packet, mark, input: input ?? LOOPBACK });
  switch (decision.kind) {
    case "refused":
      return refused(buffer, decision, context);
    case "local": {
      const { route, priority } = decision;
      if (route !== null) noteRoute(emit, packet, { route, priority, decision: "local" });
      return deliver(buffer, context);
    }
    case "forward": {
      const { route, priority } = decision;
      noteRoute(emit, packet, { route, priority, decision: "forward" });
      return forwardPacket(buffer, decision, context);
    }
  }
}

function refused(buffer: SocketBuffer, refusal: InputRefusal, context: PassContext): Stopped {
  const { check, isRouted, route, cause, disposition, reason } = refusal;
  const { host, emit, now } = context;
  const { packet } = buffer;
  if (check !== null) emit({ kind: "source-refused", check });
  if (isRouted) noteNoRoute(emit, packet, route);
  const stopped = endPass(buffer, context, disposition, reason);
  if (cause === null) return stopped;
  const mayTell = packet.family === "ipv6" || host.limits.mayTellOfRoute(packet.source, now);
  return mayTell ? { ...stopped, answer: icmpAnswer(context, buffer, cause) } : stopped;
}

// linux net/ipv4/ip_input.c: ip_local_deliver puts IPv4 pieces together before INPUT; IPv6 does so as a protocol, after it.
function deliver(buffer: SocketBuffer, context: PassContext): PassResult {
  const { fragment, family } = buffer.packet;
  if (fragment !== null && family === "ipv4") return reassembled(buffer, context, deliverWhole);
  return deliverWhole(buffer, context);
}

function deliverWhole(buffer: SocketBuffer, context: PassContext): PassResult {
  const input = passBalancedHook("INPUT", buffer, context);
  if (input.kind === "stopped") return input;
  if (input.kind === "balanced") return sendBalanced(input, context);
  return input.buffer.packet.fragment === null
    ? delivered(input.buffer)
    : reassembled(input.buffer, context, delivered);
}

function delivered(buffer: SocketBuffer): PassResult {
  return { kind: "delivered", buffer };
}
