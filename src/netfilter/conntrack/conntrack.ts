import type { ConnectionId } from "../../trace/id.js";
import { connectionId } from "../../trace/id.js";
import type { ClashRule } from "./clash-rule.js";
import type { Connection } from "./connection.js";
import { createMatchMemory } from "../match/match-memory.js";
import type { MatchMemory } from "../match/match-memory.js";
import { NODE_SETTINGS } from "./settings.js";
import type { ConntrackSettings } from "./settings.js";
import { keyOf } from "./tuple.js";
import type { PacketTuple } from "./tuple.js";

/** What a host remembers of packets: its connections, and what its rules' matches keep. The one thing here that changes. */
export interface Conntrack {
  readonly settings: ConntrackSettings;
  readonly memory: MatchMemory;
  /** How a clash is settled of two datagrams that two processors take at the same moment; null where one processor takes them in turn. */
  readonly clashes: ClashRule | null;
  /** Lets two processors take them, or no longer. */
  race(rule: ClashRule | null): void;
  /** Changes settings, as `sysctl -w` does. */
  configure(change: Partial<ConntrackSettings>): void;
  /** The confirmed connections, oldest first; some may have expired unseen. */
  list(): readonly Connection[];
  /** How many connections take up room: also those that are not confirmed yet. */
  count(): number;
  /** A connection by its id, also one that is not confirmed yet or was just removed; null where it is unknown. */
  get(id: ConnectionId): Connection | null;
  /** The confirmed connection that a tuple belongs to. */
  find(tuple: PacketTuple): FoundConnection | null;
  /** The confirmed connections whose first packet came from the same end as this tuple, whatever they were for. */
  withSource(tuple: PacketTuple): readonly Connection[];
  /** Takes in a new connection, not confirmed yet. */
  add(connection: Omit<Connection, "id">): Connection;
  /** Replaces what is kept of a connection; its tuples may change only until it is confirmed. */
  put(connection: Connection): void;
  /** Makes a connection findable; one that lost a race by its reply tuple alone. */
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
export function createConntrack(initial: ConntrackSettings = NODE_SETTINGS): Conntrack {
  const connections = new Map<ConnectionId, Connection>();
  const removed = new Map<ConnectionId, Connection>();
  const index = new Map<string, { id: ConnectionId; direction: "original" | "reply" }>();
  const bySource = new Map<string, Set<ConnectionId>>();
  let settings = initial;
  let created = 0;
  let clashes: ClashRule | null = null;

  const keysOf = ({ entry, lostRace }: Connection): readonly (readonly [string, Way])[] => {
    const { protocol, original, reply } = entry;
    const answers = [keyOf({ protocol, tuple: reply }), "reply"] as const;
    return lostRace
      ? [answers]
      : [[keyOf({ protocol, tuple: original }), "original"] as const, answers];
  };

  const remove = (id: ConnectionId): boolean => {
    const connection = connections.get(id);
    if (connection === undefined) return false;
    connections.delete(id);
    if (connection.entry.confirmed) {
      for (const [key] of keysOf(connection)) index.delete(key);
      bySource.get(sourceKey(originalOf(connection)))?.delete(id);
    }
    removed.set(id, connection);
    const oldest = removed.size > MOST_REMOVED ? removed.keys().next().value : undefined;
    if (oldest !== undefined) removed.delete(oldest);
    return true;
  };

  return {
    get settings() {
      return settings;
    },
    get clashes() {
      return clashes;
    },
    race(rule) {
      clashes = rule;
    },
    memory: createMatchMemory(),
    configure(change) {
      settings = { ...settings, ...change };
    },
    list: () => [...connections.values()].filter(({ entry }) => entry.confirmed),
    count: () => connections.size,
    get: (id) => connections.get(id) ?? removed.get(id) ?? null,
    find(tuple) {
      const place = index.get(keyOf(tuple));
      const connection = place === undefined ? undefined : connections.get(place.id);
      if (place === undefined || connection === undefined) return null;
      return { connection, direction: place.direction };
    },
    withSource(tuple) {
      const ids = [...(bySource.get(sourceKey(tuple)) ?? [])];
      return ids.flatMap((id) => connections.get(id) ?? []);
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
      const { id } = connection;
      const confirmed = { ...connection, entry: { ...connection.entry, confirmed: true } };
      connections.set(id, confirmed);
      for (const [key, direction] of keysOf(confirmed)) index.set(key, { id, direction });
      const source = sourceKey(originalOf(confirmed));
      bySource.set(source, (bySource.get(source) ?? new Set()).add(id));
      return confirmed;
    },
    remove,
    isRemoved: (id) => removed.has(id),
    // A connection that waits for its first packet to get through is in no table that could be flushed.
    flush: () =>
      [...connections.values()]
        .filter(({ entry }) => entry.confirmed)
        .map(({ id }) => id)
        .filter(remove),
  };
}

type Way = "original" | "reply";

function originalOf({ entry }: Connection): PacketTuple {
  return { protocol: entry.protocol, tuple: entry.original };
}

function sourceKey({ protocol, tuple: { source, sourcePort, icmp } }: PacketTuple): string {
  return `${protocol} ${source} ${icmp?.identifier ?? sourcePort}`;
}
