import type { TraceHeader } from "./header.js";
import { NO_TABLES } from "./host-tables.js";
import type { ConnectionEntry } from "./event/netfilter-event.js";
import type { ConnectionId, NamespaceId } from "./id.js";
import type { TraceState } from "./state.js";

/** What is true before the first event: no packets, and an empty conntrack table in every namespace. */
export function initialState(header: TraceHeader): TraceState {
  const connections: Record<NamespaceId, Readonly<Record<ConnectionId, ConnectionEntry>>> = {};
  for (const namespace of header.namespaces) connections[namespace.id] = {};
  return {
    index: 0,
    at: 0,
    chapter: null,
    note: null,
    request: null,
    focus: null,
    packets: {},
    connections,
    balanced: {},
    tables: Object.fromEntries(
      header.namespaces.map(({ id, tables, comesLater }) => [
        id,
        comesLater === true ? NO_TABLES : tables,
      ]),
    ),
    ruleSets: header.ruleSets,
    services: header.services.filter(({ comesLater }) => comesLater !== true),
    objects: header.objects ?? [],
    objectsCreatedAt: {},
    pods: {},
    absent: header.namespaces.flatMap(({ id, comesLater }) => (comesLater === true ? [id] : [])),
    stale: [],
    synced: [],
    nftables: header.nftables ?? [],
    command: null,
    sockets: [],
    lookup: null,
    queries: {},
    caches: {},
    exploration: null,
    expectation: null,
  };
}
