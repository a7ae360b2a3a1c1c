import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { takeHeader, withNeighbour } from "../neighbour/resolve.js";
import { decideInput } from "../fib/decide-input.js";
import type { InputRefusal } from "../fib/input-decision.js";
import { endPass } from "../pass/end-pass.js";
import { icmpAnswer } from "../pass/kernel-answer.js";
import { passHook } from "../pass/pass-hook.js";
import type { PassContext, PassResult, Stopped } from "../pass/pass-result.js";
import { linkHeaderOf } from "../pass/link-header.js";
import { decideFrame } from "./decide-frame.js";
import type { BridgeArrival } from "./bridge-port.js";

/** What IP's PREROUTING made of a frame: it goes its way, or the bridge asks for a neighbour first. */
export type Shown =
  | { readonly kind: "bridged"; readonly buffer: SocketBuffer }
  | {
      readonly kind: "redirected";
      readonly go: (at: BridgeArrival, context: PassContext) => PassResult;
    }
  | Stopped;

/**
 * br_netfilter runs IP's PREROUTING inside the bridge's, as if the frame had come in by the bridge's own device. A
 * translated destination is routed at once: where the way leads back into the same bridge the frame is bridged, with
 * another hardware address; any other goes up to the host
 * (linux net/bridge/br_netfilter_hooks.c: br_nf_pre_routing, br_nf_pre_routing_finish).
 */
export function showToIptables(
  buffer: SocketBuffer,
  { bridge, port }: BridgeArrival,
  context: PassContext,
): Shown {
  const before = buffer.packet.destination;
  const shown = {
    ...buffer,
    input: bridge.name,
    bridged: { input: port.name, output: null },
  };
  const pre = passHook("PREROUTING", shown, context);
  if (pre.kind === "stopped") return pre;
  if (pre.buffer.packet.destination === before) return { kind: "bridged", buffer: pre.buffer };
  const { packet, mark } = pre.buffer;
  const decision = decideInput(context.host, { packet, mark, input: bridge.name });
  if (decision.kind === "refused" && endsHere(decision))
    return refuse(pre.buffer, decision, context);
  if (decision.kind === "forward" && decision.route.device === bridge.name) {
    const nextHop = decision.route.gateway ?? pre.buffer.packet.destination;
    return { kind: "redirected", go: (at, now) => redirect(pre.buffer, nextHop, at, now) };
  }
  const { source } = linkHeaderOf(pre.buffer);
  const link = { source, destination: bridge.mac };
  return { kind: "bridged", buffer: { ...pre.buffer, link } };
}

// What ip_route_input fails for is freed here; any other refusal goes up to the host as a route of its own kind.
function endsHere({ check, reason }: InputRefusal): boolean {
  return check !== null || (reason.kind === "refused-by-route" && reason.route === "blackhole");
}

function refuse(
  buffer: SocketBuffer,
  { check, disposition, reason }: InputRefusal,
  context: PassContext,
): Stopped {
  if (check !== null) context.emit({ kind: "source-refused", check });
  return endPass(buffer, context, disposition, reason);
}

// linux net/bridge/br_netfilter_hooks.c: br_nf_pre_routing_finish_bridge; the source stays who sent the frame.
function redirect(
  buffer: SocketBuffer,
  nextHop: SocketBuffer["packet"]["destination"],
  at: BridgeArrival,
  context: PassContext,
): PassResult {
  const question = { address: nextHop, device: at.bridge.name };
  return withNeighbour(
    question,
    {
      source: buffer.packet.source,
      resume: (destination, now) => {
        // Without a header at hand the frame is sent by the bridge's device for a moment, which brings it back.
        if (!takeHeader(question, now)) {
          const { name, segment } = at.bridge;
          now.emit({ kind: "device-left", device: name, segment: segment ?? name });
        }
        const { source } = linkHeaderOf(buffer);
        return decideFrame({ ...buffer, link: { source, destination } }, at, now);
      },
      fail: (now) => {
        const reason = { kind: "no-neighbour", address: nextHop } as const;
        const stopped = endPass(buffer, now, "lost", reason);
        return { ...stopped, answer: icmpAnswer(now, buffer, "host-unreachable") };
      },
    },
    context,
  );
}
