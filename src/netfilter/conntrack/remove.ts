import type { RemovalReason } from "../../trace/event/netfilter-event.js";
import type { NetfilterHost } from "../netfilter-host.js";
import type { Connection } from "./connection.js";

/** Removes a connection and says so. */
export function removeConnection(
  { id }: Connection,
  reason: RemovalReason,
  { conntrack, emit }: Pick<NetfilterHost, "conntrack" | "emit">,
): void {
  if (conntrack.remove(id)) emit({ kind: "connection-expired", connection: id, reason });
}
