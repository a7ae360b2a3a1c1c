import type { Address } from "../../base/address.js";
import { endReasonOf } from "../../netfilter/end-reason.js";
import type { Hook } from "../../netfilter/hook.js";
import { runHook } from "../../netfilter/run-hook.js";
import type { HookResult, NetfilterHost } from "../../netfilter/run-hook.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { decideOutput } from "../fib/decide-output.js";
import { pathMtu } from "../path-mtu.js";
import { rejectionOf } from "./kernel-answer.js";
import type { Balanced, PassContext, Passed, Stopped } from "./pass-result.js";

/** The namespace as netfilter needs it, at this moment; null where nothing is registered. */
export function netfilterHostOf(
  { host, now, emit }: PassContext,
  reroute: NetfilterHost["reroute"] = null,
): NetfilterHost | null {
  if (host.netfilter === null) return null;
  const { ruleSets, nftables, conntrack, sets, ipvs, random } = host.netfilter;
  const backend = host.namespace.iptables;
  const wayMtu = (destination: Address, output: string | null): number | null => {
    const way = decideOutput(host, { destination, output });
    return way.kind === "route" ? pathMtu(host, way.route, destination, now) : null;
  };
  const asked = { view: host.view, wayMtu, now, emit, reroute, answer: null };
  return { ruleSets, nftables, backend, conntrack, sets, ipvs, random, ...asked };
}

/** A packet at a hook that it goes on from, or in a bridge's; where the namespace has registered nothing, it passes unseen. */
export function passHook(hook: Hook, buffer: SocketBuffer, context: PassContext): Passed | Stopped {
  const passed = passBalancedHook(hook, buffer, context);
  // IPVS sends nothing from PREROUTING and POSTROUTING, and what a bridge forwards leaves by its port.
  return passed.kind === "balanced" ? { kind: "passed", buffer: passed.buffer } : passed;
}

/** A packet at a hook where IPVS may send it to a real server on another host. */
export function passBalancedHook(
  hook: Hook,
  buffer: SocketBuffer,
  context: PassContext,
  reroute: NetfilterHost["reroute"] = null,
): Passed | Balanced | Stopped {
  const host = netfilterHostOf(context, reroute);
  if (host === null) return { kind: "passed", buffer };
  const result = runHook(hook, buffer, host);
  switch (result.verdict) {
    case "accept":
      return { kind: "passed", buffer: result.buffer };
    case "stolen":
      return { kind: "balanced", buffer: result.buffer, before: buffer };
    case "drop":
    case "reject":
    case "unknown":
      return stoppedBy(result, context);
  }
}

function stoppedBy(result: HookResult, context: PassContext): Stopped {
  const { emit } = context;
  const reason = endReasonOf(result);
  if (result.verdict === "unknown") {
    emit({ kind: "packet-ended", disposition: "lost", reason });
    return { kind: "stopped", answer: null };
  }
  const rejected = result.verdict === "reject";
  const disposition = rejected ? "rejected" : "dropped";
  emit({ kind: "packet-ended", disposition, reason });
  const answer = rejected ? rejectionOf(context, result.buffer, result.rejectWith ?? "") : null;
  return { kind: "stopped", answer };
}
