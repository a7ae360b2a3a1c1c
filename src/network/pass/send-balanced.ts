import { packetLength } from "../../packet/packet-length.js";
import { decideOutput } from "../fib/decide-output.js";
import { outputDevice } from "../host.js";
import { pathMtu } from "../path-mtu.js";
import { endPass } from "./end-pass.js";
import { icmpAnswer } from "./kernel-answer.js";
import { leaveHost } from "./leave.js";
import { noteNoRoute, noteRoute } from "./note-route.js";
import { passBalancedHook } from "./pass-hook.js";
import type { Balanced, PassContext, PassResult } from "./pass-result.js";

/**
 * What IPVS sends to a real server leaves as one of the host's own: by the route to the real server, through OUTPUT and
 * POSTROUTING (linux net/netfilter/ipvs/ip_vs_xmit.c: __ip_vs_get_out_rt, ip_vs_nat_send_or_cont). Its sender is told of
 * the packet as it came.
 */
export function sendBalanced({ buffer, before }: Balanced, context: PassContext): PassResult {
  const { host, emit, now } = context;
  const { packet, mark } = buffer;
  const { destination, source } = packet;
  const chosen = decideOutput(host, { destination, mark });
  if (chosen.kind === "refused") {
    noteNoRoute(emit, packet);
    const stopped = endPass(buffer, context, "unroutable", { kind: "no-route", destination });
    return { ...stopped, answer: icmpAnswer(context, before, "host-unreachable") };
  }
  const { route } = chosen;
  noteRoute(emit, packet, { ...chosen, decision: "output" });
  if (packet.ttl <= 1) {
    const stopped = endPass(buffer, context, "expired", { kind: "ttl" });
    return { ...stopped, answer: icmpAnswer(context, before, "time-exceeded") };
  }
  const ttl = packet.ttl - 1;
  emit({ kind: "ttl-decremented", ttl });
  const mtu = pathMtu(host, route, destination, now);
  const mayBeCut = packet.family === "ipv4" && !packet.dontFragment;
  if (packetLength(packet) > mtu && !mayBeCut && source !== destination) {
    const stopped = endPass(buffer, context, "dropped", { kind: "too-big", mtu });
    return { ...stopped, answer: icmpAnswer(context, before, "too-big", mtu) };
  }
  const lowered = { ...buffer, packet: { ...packet, ttl }, output: outputDevice(route) };
  const output = passBalancedHook("OUTPUT", lowered, context);
  switch (output.kind) {
    case "passed":
      return leaveHost(output.buffer, route, context);
    case "stopped":
      return output;
    case "balanced":
      // What IPVS has had it leaves alone.
      throw new Error("hopwise: a packet was balanced twice");
  }
}
