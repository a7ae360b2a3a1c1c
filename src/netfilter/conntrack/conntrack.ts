import type { ConnectionId } from "../../trace/id.js";
import { connectionId } from "../../trace/id.js";
import type { Connection } from "./connection.js";
import { createMatchMemory } from "../match/match-memory.js";
import type { MatchMemory } from "../match/match-memory.js";
import { NODE_TIMEOUTS } from "./timeout.js";
import type { Timeouts } from "./timeout.js";
import { directed, keyOf } from "./tuple.js";
import type { PacketTuple } from "./tuple.js";

/** What a host remembers of packets: its connections, and what its rules' matches keep. The one thing here that changes. */
export interface Conntrack {
  readonly timeouts: Timeouts;
  readonly memory: MatchMemory;
  /** The confirmed connections, oldest first; some may have expired unseen. */
  list(): readonly Connection[];
  /** A connection by its id, also one that is not confirmed yet or was just removed; null where it is unknown. */
  get(id: ConnectionId): Connection | null;
  /** The confirmed connection that a tuple belongs to. */
  find(tuple: PacketTuple): FoundConnection | null;
  /** Takes in a new connection, not confirmed yet. */
  add(connection: Omit<Connection, "id">): Connection;
  /** Replaces what is kept of a connection; its tuples may change only until it is confirmed. */
  put(connection: Connection): void;
  /** Makes a connection findable. */
  confirm(connection: Connection): Connection;
  /** Forgets a connection; false where it was gone already. Packets on their way still know it. */
  remove(id: ConnectionId): boolean;
  /** Whether it was removed. */
  isRemoved(id: ConnectionId): boolean;
  /** Forgets every connection, as `conntrack -F`, and says which. */
  flush(): readonly ConnectionId[];
}

/** A connection, and the direction that a tuple has in it. */
export interface FoundConnection {
  readonly connection: Connection;
  readonly direction: "original" | "reply";
}

// How many removed connections are kept for packets that still carry them.
const MOST_REMOVED = 64;

/** An empty conntrack table; ids count from 1. */
export function createConntrack(timeouts: Timeouts = NODE_TIMEOUTS): Conntrack {
  const connections = new Map<ConnectionId, Connection>();
  const removed = new Map<ConnectionId, Connection>();
  const index = new Map<string, { id: ConnectionId; direction: "original" | "reply" }>();
  let created = 0;

  const keysOf = ({ entry }: Connection): readonly [string, string] => [
    keyOf(directed(entry.protocol, entry.original, "original")),
    keyOf(directed(entry.protocol, entry.reply, "reply")),
  ];

  const remove = (id: ConnectionId): boolean => {
    const connection = connections.get(id);
    if (connection === undefined) return false;
    connections.delete(id);
    if (connection.entry.confirmed) for (const key of keysOf(connection)) index.delete(key);
    removed.set(id, connection);
    const oldest = removed.size > MOST_REMOVED ? removed.keys().next().value : undefined;
    if (oldest !== undefined) removed.delete(oldest);
    return true;
  };

  return {
    timeouts,
    memory: createMatchMemory(),
    list: () => [...connections.values()].filter(({ entry }) => entry.confirmed),
    get: (id) => connections.get(id) ?? removed.get(id) ?? null,
    find(tuple) {
      const place = index.get(keyOf(tuple));
      const connection = place === undefined ? undefined : connections.get(place.id);
      if (place === undefined || connection === undefined) return null;
      return { connection, direction: place.direction };
    },
    add(started) {
      const connection = { ...started, id: connectionId(++created) };
      connections.set(connection.id, connection);
      return connection;
    },
    put(connection) {
      (connections.has(connection.id) ? connections : removed).set(connection.id, connection);
    },
    confirm(connection) {
      const confirmed = { ...connection, entry: { ...connection.entry, confirmed: true } };
      connections.set(connection.id, confirmed);
      const [original, reply] = keysOf(confirmed);
      index.set(original, { id: connection.id, direction: "original" });
      index.set(reply, { id: connection.id, direction: "reply" });
      return confirmed;
    },
    remove,
    isRemoved: (id) => removed.has(id),
    flush: () => [...connections.keys()].filter(remove),
  };
}
