import type { EndReason } from "../trace/event/network-event.js";
import type { HookResult } from "./netfilter-host.js";

/** Why a packet that a hook did not let go on has ended, as a trace says it. */
export function endReasonOf({ verdict, cause, stop, buffer }: HookResult): EndReason {
  switch (stop) {
    case null:
      break;
    case "reroute-failed":
      return { kind: stop, destination: buffer.packet.destination };
    case "table-full":
    case "clash":
    case "redirect-not-translated":
    case "no-real-server":
    case "real-server-gone":
    case "loopback-balanced":
      return { kind: stop };
  }
  const { table, chain, rule } = cause ?? { table: "", chain: "", rule: null };
  return verdict === "unknown"
    ? { kind: "unknown-match", table, chain, rule: rule ?? 0 }
    : { kind: "rule", table, chain, rule };
}
