import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { packetLength } from "../../packet/packet-length.js";
import type { InputDecision } from "../fib/input-decision.js";
import { decideOutput } from "../fib/decide-output.js";
import { outputDevice } from "../host.js";
import type { Route } from "../route.js";
import { isGroupMac } from "../mac-address.js";
import { endPass } from "./end-pass.js";
import { icmpAnswer, redirectAnswer } from "./kernel-answer.js";
import { forwardMtu, leaveHost } from "./leave.js";
import { noteNoRoute, noteRoute } from "./note-route.js";
import { passBalancedHook } from "./pass-hook.js";
import type { PassContext, PassPart, PassResult, Stopped } from "./pass-result.js";
import { sendBalanced } from "./send-balanced.js";
import { sendPacket } from "./send.js";

/** A packet on its way through the host: its time to live, its length, FORWARD (linux net/ipv4/ip_forward.c: ip_forward; net/ipv6/ip6_output.c: ip6_forward). */
export function forwardPacket(
  buffer: SocketBuffer,
  { route, redirects }: InputDecision & { readonly kind: "forward" },
  context: PassContext,
): PassResult {
  const { packet } = buffer;
  const stopped = stoppedBefore(buffer, forwardMtu(context, route, packet.destination), context);
  if (stopped !== null) return stopped;
  const ttl = packet.ttl - 1;
  context.emit({ kind: "ttl-decremented", ttl });
  const lowered = { ...buffer, packet: { ...packet, ttl }, output: route.device };
  const told = redirects ? tellSender(lowered, route.gateway ?? packet.destination, context) : [];
  const result = passForward(lowered, route, context);
  return told.length === 0 ? result : { kind: "several", parts: [...told, { context, result }] };
}

function passForward(buffer: SocketBuffer, way: Route, context: PassContext): PassResult {
  let route = way;
  // An answer that IPVS gave the virtual server's address is routed anew, as one of the host's own.
  const reroute = (changed: SocketBuffer): SocketBuffer | null => {
    const { destination, source } = changed.packet;
    const again = decideOutput(context.host, { destination, source, mark: changed.mark });
    if (again.kind === "refused") {
      noteNoRoute(context.emit, changed.packet);
      return null;
    }
    if (outputDevice(again.route) !== outputDevice(route) || again.route.gateway !== route.gateway)
      noteRoute(context.emit, changed.packet, { ...again, decision: "output" });
    ({ route } = again);
    return changed;
  };
  const passed = passBalancedHook("FORWARD", buffer, context, reroute);
  switch (passed.kind) {
    case "stopped":
      return passed;
    case "balanced":
      return sendBalanced(passed, context);
    case "passed":
      return leaveHost(passed.buffer, route, context);
  }
}

// The time to live is looked at first, then the length, both before FORWARD.
function stoppedBefore(buffer: SocketBuffer, mtu: number, context: PassContext): Stopped | null {
  const { packet, link, longestPiece } = buffer;
  if (link !== null && isGroupMac(link.destination)) {
    return endPass(buffer, context, "dropped", { kind: "not-our-mac", device: buffer.input ?? "" });
  }
  if (packet.ttl <= 1) {
    const stopped = endPass(buffer, context, "expired", { kind: "ttl" });
    return { ...stopped, answer: icmpAnswer(context, buffer, "time-exceeded") };
  }
  const mayBeCut = packet.family === "ipv4" ? !packet.dontFragment : longestPiece !== null;
  const isTooBig = packetLength(packet) > mtu && !(mayBeCut && (longestPiece ?? 0) <= mtu);
  if (!isTooBig || (packet.family === "ipv4" && mayBeCut)) return null;
  const stopped = endPass(buffer, context, "dropped", { kind: "too-big", mtu });
  return { ...stopped, answer: icmpAnswer(context, buffer, "too-big", mtu) };
}

// The redirect goes its whole way out before the packet comes to FORWARD, as in the kernel.
function tellSender(
  buffer: SocketBuffer,
  gateway: Parameters<typeof redirectAnswer>[2],
  context: PassContext,
): readonly PassPart[] {
  const answer = redirectAnswer(context, buffer, gateway);
  if (answer === null) return [];
  const own = context.born(answer.packet, "kernel");
  return [{ context: own, result: sendPacket(answer.packet, answer.connection, own) }];
}
