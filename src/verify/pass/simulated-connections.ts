import type { TraceEvent } from "../../trace/event/event.js";
import type { ConnectionEntry, Tuple } from "../../trace/event/netfilter-event.js";
import type { ConnectionId, NamespaceId } from "../../trace/id.js";

/** What the conntrack tables had at the end of a stretch of the trace, and which entries the stretch has touched. */
export interface SimulatedConnections {
  readonly all: ReadonlyMap<NamespaceId, readonly string[]>;
  readonly touched: ReadonlyMap<NamespaceId, readonly string[]>;
}

/** Follows the entries through the events; those from `since` on are the stretch. Entries that are over by `at` are gone. */
export function simulatedConnections(
  events: readonly TraceEvent[],
  since: number,
  at: number,
): SimulatedConnections {
  const tables = new Map<NamespaceId, Map<ConnectionId, Kept>>();
  for (const [index, event] of events.entries()) {
    if (event.namespace === null) continue;
    const table = tables.get(event.namespace) ?? new Map<ConnectionId, Kept>();
    tables.set(event.namespace, table);
    if (event.kind === "connection-confirmed" || event.kind === "connection-updated") {
      const isTouched = index >= since || table.get(event.connection)?.isTouched === true;
      table.set(event.connection, { entry: event.entry, isTouched });
    } else if (event.kind === "connection-expired") table.delete(event.connection);
  }
  const texts = (which: (kept: Kept) => boolean): ReadonlyMap<NamespaceId, readonly string[]> =>
    new Map(
      [...tables].map(([id, table]) => [
        id,
        [...table.values()]
          .filter(({ entry }) => entry.confirmed && entry.expiresAt > at)
          .filter(which)
          .map(({ entry }) => connectionText(entry)),
      ]),
    );
  return { all: texts(() => true), touched: texts(({ isTouched }) => isTouched) };
}

interface Kept {
  readonly entry: ConnectionEntry;
  readonly isTouched: boolean;
}

/** An entry in the words that `readConntrackLine` makes of the kernel's. */
export function connectionText(entry: ConnectionEntry): string {
  const { protocol, original, reply, protocolState, seenReply, assured, mark } = entry;
  return [
    protocol,
    tupleText(original),
    tupleText(reply),
    protocolState ?? "",
    seenReply ? "" : "[UNREPLIED]",
    assured ? "[ASSURED]" : "",
    `mark=${mark}`,
  ]
    .filter((word) => word !== "")
    .join(" ");
}

function tupleText({ source, destination, sourcePort, destinationPort, icmp }: Tuple): string {
  return icmp === null
    ? `${source}:${sourcePort}>${destination}:${destinationPort}`
    : `${source}>${destination}`;
}
