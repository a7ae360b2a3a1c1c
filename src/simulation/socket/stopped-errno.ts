import type { PassResult } from "../../network/pass/pass-result.js";
import type { TraceEvent } from "../../trace/event/event.js";
import type { EndReason } from "../../trace/event/network-event.js";
import type { PacketId } from "../../trace/id.js";
import type { Errno } from "./errno.js";

/** What `sendmsg` returns for a packet that ended in its own host; null for one that got out, or that waits. */
export function stoppedErrno(
  events: readonly TraceEvent[],
  packet: PacketId,
  result: PassResult,
): Errno | null {
  if (result.kind !== "stopped") return null;
  const end = events.findLast((event) => event.packet === packet && event.kind === "packet-ended");
  return end?.kind === "packet-ended" ? errnoOf(end.reason) : null;
}

function errnoOf(reason: EndReason): Errno | null {
  switch (reason.kind) {
    // linux net/netfilter/core.c: nf_hook_slow.
    case "rule":
    case "table-full":
    case "clash":
    case "reroute-failed":
      return "EPERM";
    case "no-route":
      return "ENETUNREACH";
    case "too-big":
      return "EMSGSIZE";
    case "refused-by-route":
      return ROUTE_ERRNO[reason.route];
    default:
      return null;
  }
}

/** linux net/ipv4/fib_semantics.c: fib_props. */
export const ROUTE_ERRNO: Readonly<Record<"blackhole" | "unreachable" | "prohibit", Errno>> = {
  blackhole: "EINVAL",
  unreachable: "EHOSTUNREACH",
  prohibit: "EACCES",
};
