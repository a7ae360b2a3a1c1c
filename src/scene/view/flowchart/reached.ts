import type { ChartInput } from "./draw-group.js";

/**
 * The lines of the chart that the packet went, as `from>to`. In a namespace without rules no hook is told, so there the
 * route and the devices say which way it went.
 */
export function reachedParts({ pass, packet }: ChartInput): ReadonlySet<string> {
  const lines: string[] = [];
  if (packet === null) return new Set();
  const { hooks, stations, input, output } = pass;
  const isTold = hooks.size > 0;
  const decision = stations.some(({ station }) => station === "routing")
    ? (packet.pass?.route?.decision ?? null)
    : null;
  const isDelivered = stations.at(-1)?.station === "process" && input !== null;
  const isForwarded = hooks.has("FORWARD") || (!isTold && decision === "forward");
  const isLocal = hooks.has("INPUT") || (!isTold && isDelivered);
  if (input !== null) {
    if (isTold || decision !== null || isDelivered) lines.push("input>PREROUTING");
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
  if (output !== null) lines.push("POSTROUTING>output");
  return new Set(lines);
}
