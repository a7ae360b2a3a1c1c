import type { Family } from "../../base/address.js";
import { packetLength } from "../../packet/packet-length.js";
import type { TraceEvent } from "../../trace/event/event.js";
import type { RuleSetHeader } from "../../trace/header.js";
import type { NamespaceId, PacketId } from "../../trace/id.js";
import type { Trace } from "../../trace/trace.js";

/** How many packets, and of how many bytes with their IP headers. */
export interface Count {
  readonly packets: number;
  readonly bytes: number;
}

/** What the rules have counted up to a moment. */
export interface Counters {
  /** Of a rule, from 1. */
  readonly ofRule: (place: ChainPlace, rule: number) => Count;
  /** Of a built-in chain's policy. */
  readonly ofPolicy: (place: ChainPlace) => Count;
}

/** A chain on a host. */
export interface ChainPlace {
  readonly namespace: NamespaceId;
  readonly family: Family;
  readonly table: string;
  readonly chain: string;
}

const NOTHING: Count = { packets: 0, bytes: 0 };
const POLICY = 0;

/** What a chain has counted, by rule from 1, and at 0 by its policy. */
type ChainCounts = Map<number, Count>;

interface OpenWalk {
  readonly namespace: NamespaceId;
  readonly family: Family;
  readonly chain: string;
  readonly bytes: number;
}

/** A trace's counters at any moment: after its first `index` events. */
export function countersOf({ header, events }: Trace): (index: number) => Counters {
  let tally = createTally(header.ruleSets);
  let done = 0;
  return (index) => {
    if (index < done) {
      tally = createTally(header.ruleSets);
      done = 0;
    }
    for (const event of events.slice(done, index)) tally.take(event);
    done = Math.max(done, Math.min(index, events.length));
    return tally.frozen();
  };
}

function createTally(ruleSets: readonly RuleSetHeader[]): {
  readonly take: (event: TraceEvent) => void;
  readonly frozen: () => Counters;
} {
  const chains = new Map<string, ChainCounts>();
  const walks = new Map<PacketId, OpenWalk>();
  /** The last command on each host. */
  const commands = new Map<NamespaceId, string>();
  const rules = new Map(ruleSets.map((set) => [`${set.namespace} ${set.family}`, set]));

  function count(place: ChainPlace, rule: number, bytes: number): void {
    const key = keyOf(place);
    const counts = chains.get(key) ?? new Map<number, Count>();
    const before = counts.get(rule) ?? NOTHING;
    // A new map, for those that were given out stay as they were.
    const after = { packets: before.packets + 1, bytes: before.bytes + bytes };
    chains.set(key, new Map(counts).set(rule, after));
  }

  // `iptables -Z [CHAIN]`; the rules stay as they are.
  function zero(command: string, { namespace, family }: RuleSetHeader): void {
    const words = command.split(/\s+/);
    const at = words.findIndex((word) => word === "-Z" || word === "--zero");
    if (at === -1) return;
    const option = words.findIndex((word) => word === "-t" || word === "--table");
    const chain = words[at + 1]?.startsWith("-") === false ? words[at + 1] : undefined;
    const place = {
      namespace,
      family,
      table: option === -1 ? "filter" : (words[option + 1] ?? ""),
    };
    const start = keyOf({ ...place, chain: chain ?? "" });
    for (const key of chains.keys())
      if (chain === undefined ? key.startsWith(start) : key === start) chains.delete(key);
  }

  function take(event: TraceEvent): void {
    if (event.kind === "command-run") {
      if (event.namespace !== null) commands.set(event.namespace, event.command);
      return;
    }
    if (event.kind === "rules-changed") {
      const key = `${event.ruleSet.namespace} ${event.ruleSet.family}`;
      const command = commands.get(event.ruleSet.namespace) ?? "";
      const isRestored = command.endsWith("-restore");
      zero(command, event.ruleSet);
      const moved = movedCounts(rules.get(key) ?? null, event.ruleSet, { chains, isRestored });
      rules.set(key, event.ruleSet);
      for (const [chain, counts] of moved) chains.set(chain, counts);
      return;
    }
    const { packet, namespace } = event;
    if (packet === null || namespace === null) return;
    if (event.kind === "table-entered") {
      const { chain, context } = event;
      const bytes = packetLength(context.headers);
      walks.set(packet, { namespace, family: context.headers.family, chain, bytes });
    } else if (event.kind === "rule-hit") {
      const walk = walks.get(packet);
      if (walk !== undefined) count({ ...walk, ...event, namespace }, event.rule, walk.bytes);
    } else if (event.kind === "table-left") {
      const walk = walks.get(packet);
      if (walk !== undefined && event.byPolicy)
        count({ ...walk, table: event.table }, POLICY, walk.bytes);
      walks.delete(packet);
    }
  }

  return {
    take,
    frozen() {
      const now = new Map(chains);
      const read = (place: ChainPlace, rule: number): Count =>
        now.get(keyOf(place))?.get(rule) ?? NOTHING;
      return { ofRule: read, ofPolicy: (place) => read(place, POLICY) };
    },
  };
}

/**
 * The counts after rules were changed: a rule that is still there keeps what it has counted, as with `iptables -I` and
 * `-D`. A dump that was loaded begins anew in the tables that it has replaced: those that are others now.
 */
function movedCounts(
  before: RuleSetHeader | null,
  after: RuleSetHeader,
  { chains, isRestored }: { chains: ReadonlyMap<string, ChainCounts>; isRestored: boolean },
): ReadonlyMap<string, ChainCounts> {
  const moved = new Map<string, ChainCounts>();
  for (const table of before?.tables ?? []) {
    const now = after.tables.find(({ name }) => name === table.name);
    const isReplaced = isRestored && JSON.stringify(now) !== JSON.stringify(table);
    for (const { name, rules } of table.chains) {
      const key = keyOf({ ...after, table: table.name, chain: name });
      const counts = chains.get(key);
      const kept = isReplaced ? undefined : now?.chains.find((chain) => chain.name === name);
      if (counts !== undefined) moved.set(key, followed(counts, rules, kept?.rules ?? null));
    }
  }
  return moved;
}

// Rules that are the same text stand for each other in their order.
function followed(
  counts: ChainCounts,
  before: readonly number[],
  after: readonly number[] | null,
): ChainCounts {
  const next: ChainCounts = new Map();
  if (after === null) return next;
  const policy = counts.get(POLICY);
  if (policy !== undefined) next.set(POLICY, policy);
  const places = new Map<number, number[]>();
  before.forEach((text, index) => places.set(text, [...(places.get(text) ?? []), index + 1]));
  after.forEach((text, index) => {
    const from = places.get(text)?.shift();
    const count = from === undefined ? undefined : counts.get(from);
    if (count !== undefined) next.set(index + 1, count);
  });
  return next;
}

function keyOf({ namespace, family, table, chain }: ChainPlace): string {
  return `${namespace} ${family} ${table} ${chain}`;
}
