import type { MetStation } from "../pass.js";
import type { ChartInput } from "./draw-group.js";

/**
 * The lines of the chart that the packet went, as `from>to`. In a namespace without rules no hook is told, so there the
 * route and the devices say which way it went.
 */
export function reachedParts({ pass, packet }: ChartInput): ReadonlySet<string> {
  const lines: string[] = [];
  if (packet === null) return new Set();
  const { stations, input, output, bridged } = pass;
  // Hooks that a bridge called are told there; the path of IP is not gone by them.
  const hooks = new Set([...pass.hooks].filter((hook) => !pass.nested.has(hook)));
  const isTold = pass.hooks.size > 0;
  const decision = stations.some(({ station }) => station === "routing")
    ? (packet.pass?.route?.decision ?? null)
    : null;
  const isDelivered = stations.at(-1)?.station === "process" && input !== null;
  const isForwarded = hooks.has("FORWARD") || (!isTold && decision === "forward");
  const isLocal = hooks.has("INPUT") || (!isTold && isDelivered);
  if (input !== null) {
    if (stations.length > 0) lines.push("input>ingress");
    if (bridged) lines.push(...bridgeLines(pass.hooks, stations, output));
    else if (isTold || decision !== null || isDelivered) lines.push("ingress>PREROUTING");
    if (decision !== null || isDelivered) lines.push("PREROUTING>routing-in");
    if (isForwarded) lines.push("routing-in>FORWARD");
    if (hooks.has("POSTROUTING") || (!isTold && output !== null)) lines.push("FORWARD>POSTROUTING");
    if (isLocal) lines.push("routing-in>INPUT");
    if (isDelivered) lines.push("INPUT>process");
  } else {
    if (decision !== null) lines.push("process>routing-out");
    if (hooks.has("OUTPUT") || (!isTold && output !== null)) lines.push("routing-out>OUTPUT");
    if (hooks.has("POSTROUTING") || (!isTold && output !== null)) lines.push("OUTPUT>POSTROUTING");
  }
  if (hooks.has("bridge OUTPUT")) {
    lines.push("POSTROUTING>bridge OUTPUT", "bridge OUTPUT>bridge POSTROUTING");
    if (output !== null) lines.push("bridge POSTROUTING>qdisc");
  } else if (output !== null && !pass.hooks.has("bridge FORWARD")) {
    lines.push("POSTROUTING>qdisc");
  }
  if (output !== null) lines.push("qdisc>output");
  return new Set(lines);
}

// The way through a bridge: on by another port, or up to the host.
function bridgeLines(
  hooks: ReadonlySet<string>,
  stations: readonly MetStation[],
  output: string | null,
): readonly string[] {
  const lines: string[] = [];
  const isDecided = stations.some(({ station }) => station === "bridge");
  if (hooks.has("bridge PREROUTING") || isDecided) lines.push("ingress>bridge PREROUTING");
  if (isDecided) lines.push("bridge PREROUTING>bridge");
  if (hooks.has("bridge FORWARD")) {
    lines.push("bridge>bridge FORWARD");
    if (hooks.has("bridge POSTROUTING")) lines.push("bridge FORWARD>bridge POSTROUTING");
    if (output !== null) lines.push("bridge POSTROUTING>qdisc");
  }
  if (hooks.has("bridge INPUT")) lines.push("bridge>bridge INPUT", "bridge INPUT>PREROUTING");
  return lines;
}
