import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { socketBuffer } from "../../netfilter/socket-buffer.js";
import type { Packet } from "../../packet/packet.js";
import { LOOPBACK } from "../device.js";
import type { Route } from "../route.js";
import { endPass } from "./end-pass.js";
import { icmpAnswer } from "./kernel-answer.js";
import { isForwarding } from "../sysctl.js";
import { leaveHost, noteNoRoute, noteRoute } from "./leave.js";
import { passHook } from "./pass-hook.js";
import type { PassContext, PassResult, Stopped } from "./pass-result.js";

/** A packet's pass through a namespace that it enters by a device: to a process of it, or through it. */
export function receivePacket(
  packet: Packet,
  arrival: { readonly device: string; readonly segment: string },
  context: PassContext,
): PassResult {
  context.emit({ kind: "device-entered", ...arrival });
  // Marks and connections belong to the namespace that the packet has left.
  const pre = passHook("PREROUTING", socketBuffer(packet, arrival.device, null), context);
  return pre.kind === "stopped" ? pre : routeReceived(pre.buffer, context);
}

/** A packet that a host has sent to itself comes back over lo with its mark, its connection and its route. */
export function receiveLooped(buffer: SocketBuffer, context: PassContext): PassResult {
  context.emit({ kind: "device-entered", device: LOOPBACK, segment: LOOPBACK });
  const looped = { ...buffer, input: LOOPBACK, output: null };
  const pre = passHook("PREROUTING", looped, context);
  return pre.kind === "stopped" ? pre : deliver(pre.buffer, context);
}

// The routing decision falls between PREROUTING and INPUT or FORWARD, with the translated destination.
function routeReceived(buffer: SocketBuffer, context: PassContext): PassResult {
  const { host, emit } = context;
  const { destination, family } = buffer.packet;
  const local = host.local[family].lookup(destination);
  if (local !== null) {
    noteRoute(emit, local, buffer, "local");
    return deliver(buffer, context);
  }
  if (!isForwarding(host.namespace.sysctls, family)) {
    return endPass(buffer, context, "dropped", { kind: "not-for-us" });
  }
  const route = host.main[family].lookup(destination);
  return route === null ? unroutable(buffer, context) : forward(buffer, route, context);
}

function deliver(buffer: SocketBuffer, context: PassContext): PassResult {
  const input = passHook("INPUT", buffer, context);
  return input.kind === "stopped" ? input : { kind: "delivered", buffer: input.buffer };
}

function unroutable(buffer: SocketBuffer, context: PassContext): Stopped {
  const { destination } = buffer.packet;
  noteNoRoute(context.emit, buffer);
  const stopped = endPass(buffer, context, "unroutable", { kind: "no-route", destination });
  return { ...stopped, answer: icmpAnswer(context.host, buffer, "net-unreachable") };
}

// linux net/ipv4/ip_forward.c: the TTL is looked at and lowered before the FORWARD hook.
function forward(buffer: SocketBuffer, route: Route, context: PassContext): PassResult {
  const { host, emit } = context;
  noteRoute(emit, route, buffer, "forward");
  if (buffer.packet.ttl <= 1) {
    const stopped = endPass(buffer, context, "expired", { kind: "ttl" });
    return { ...stopped, answer: icmpAnswer(host, buffer, "time-exceeded") };
  }
  const ttl = buffer.packet.ttl - 1;
  emit({ kind: "ttl-decremented", ttl });
  const lowered = { ...buffer, packet: { ...buffer.packet, ttl }, output: route.device };
  const passed = passHook("FORWARD", lowered, context);
  if (passed.kind === "stopped") return passed;
  return leaveHost(passed.buffer, route, context);
}
