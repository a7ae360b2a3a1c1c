import { releaseConnection } from "../../netfilter/conntrack/confirm.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { Disposition, EndReason } from "../../trace/event/network-event.js";
import type { PassContext, Stopped } from "./pass-result.js";

/** Ends a packet between two hooks; a connection that it was to begin never comes to be. */
export function endPass(
  buffer: SocketBuffer,
  { host, now, emit }: PassContext,
  disposition: Disposition,
  reason: EndReason,
): Stopped {
  if (host.netfilter !== null) {
    releaseConnection(buffer, { ...host.netfilter, view: host.view, now, emit });
  }
  emit({ kind: "packet-ended", disposition, reason });
  return { kind: "stopped", answer: null };
}
