import { releaseConnection } from "../../netfilter/conntrack/confirm.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { Disposition, EndReason } from "../../trace/event/network-event.js";
import { netfilterHostOf } from "./pass-hook.js";
import type { PassContext, Stopped } from "./pass-result.js";

/** Ends a packet between two hooks; a connection that it was to begin never comes to be. */
export function endPass(
  buffer: SocketBuffer,
  context: PassContext,
  disposition: Disposition,
  reason: EndReason,
): Stopped {
  const host = netfilterHostOf(context);
  if (host !== null) releaseConnection(buffer, host);
  context.emit({ kind: "packet-ended", disposition, reason });
  return { kind: "stopped", answer: null };
}
