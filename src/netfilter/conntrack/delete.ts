import type { ConnectionEntry } from "../../trace/event/netfilter-event.js";
import type { NetfilterHost } from "../netfilter-host.js";
import { fitsFilter } from "./connection-filter.js";
import type { ConnectionFilter } from "./connection-filter.js";
import { isListed } from "./print.js";
import { removeConnection } from "./remove.js";

/** A host whose connections are deleted by hand. */
type Host = Pick<NetfilterHost, "conntrack" | "emit" | "now">;

/** Removes the connections that a filter is about, as `conntrack -D` does, and returns them as they were. */
export function deleteConnections(
  filter: ConnectionFilter,
  host: Host,
): readonly ConnectionEntry[] {
  const found = host.conntrack
    .list()
    .filter(({ entry }) => isListed(entry, host.now) && fitsFilter(entry, filter));
  for (const connection of found) removeConnection(connection, "deleted", host);
  return found.map(({ entry }) => entry);
}

/** Removes every connection, as `conntrack -F` does. */
export function flushConnections({ conntrack, emit }: Host): void {
  for (const connection of conntrack.flush())
    emit({ kind: "connection-expired", connection, reason: "flushed" });
}
