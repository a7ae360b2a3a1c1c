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

// linux net/netfilter/core.c: nf_hook_slow gives EPERM for what a hook stops.
const ERRNO: Readonly<Partial<Record<EndReason["kind"], Errno>>> = {
  rule: "EPERM",
  "table-full": "EPERM",
  clash: "EPERM",
  "reroute-failed": "EPERM",
  "no-route": "ENETUNREACH",
  "too-big": "EMSGSIZE",
};

function errnoOf(reason: EndReason): Errno | null {
  if (reason.kind === "refused-by-route") return ROUTE_ERRNO[reason.route];
  return ERRNO[reason.kind] ?? null;
}

/** linux net/ipv4/fib_semantics.c: fib_props. */
const ROUTE_ERRNO: Readonly<Record<"blackhole" | "unreachable" | "prohibit", Errno>> = {
  blackhole: "EINVAL",
  unreachable: "EHOSTUNREACH",
  prohibit: "EACCES",
};
