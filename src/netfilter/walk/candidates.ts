import { widthOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type { Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";
import type { MatchKind } from "../match/match.js";
import type { PortClause } from "../match/port-clause.js";
import type { Chain, Rule } from "../rule-set.js";

/** Tells which rule of a chain, from an index on, is the next that may hold of a packet; the chain's length where none is. */
export type Candidates = (from: number) => number;

/** Rules by what they ask first of a packet; each list in the chain's order. */
interface ChainIndex {
  readonly byDestination: ReadonlyMap<Address, readonly number[]>;
  readonly byPort: ReadonlyMap<number, readonly number[]>;
  /** Rules that may hold of any packet as far as the index knows. */
  readonly others: readonly number[];
}

// What is worked out from a chain is kept as long as it lives; it never changes.
const indexes = new WeakMap<Chain, ChainIndex>();

// A shorter chain is walked in less time than its index takes.
const FEW_RULES = 32;

const NONE: readonly number[] = [];

/**
 * The rules of a long chain that a packet may fit, found by the address and the port that they ask for: KUBE-SERVICES has
 * a rule for every Service. A rule that is left out would have missed without drawing, remembering or telling anything.
 * Null for a chain that is as well tried rule by rule.
 */
export function candidatesOf(chain: Chain, packet: Packet): Candidates | null {
  if (chain.rules.length <= FEW_RULES) return null;
  let index = indexes.get(chain);
  if (index === undefined) indexes.set(chain, (index = indexOf(chain)));
  const { transport } = packet;
  const port = hasPorts(transport) ? transport.destinationPort : null;
  const lists = [
    index.others,
    index.byDestination.get(packet.destination) ?? NONE,
    (port === null ? undefined : index.byPort.get(port)) ?? NONE,
  ];
  const end = chain.rules.length;
  return (from) =>
    lists.reduce((first, list) => Math.min(first, firstFrom(list, from) ?? end), end);
}

function indexOf({ rules }: Chain): ChainIndex {
  const byDestination = new Map<Address, number[]>();
  const byPort = new Map<number, number[]>();
  const others: number[] = [];
  for (const [index, rule] of rules.entries()) {
    const key = keyOf(rule);
    if (key === null) others.push(index);
    else if (typeof key === "number") add(byPort, key, index);
    else add(byDestination, key, index);
  }
  return { byDestination, byPort, others };
}

function add<Key>(to: Map<Key, number[]>, key: Key, index: number): void {
  const known = to.get(key);
  if (known === undefined) to.set(key, [index]);
  else known.push(index);
}

// The address or port without which the rule misses. Only what is asked of the packet alone may come before that.
function keyOf({ matches }: Rule): Address | number | null {
  for (const match of matches) {
    if (match.kind === "destination") {
      const { negated, prefix } = match;
      if (!negated && prefix.length === widthOf(prefix.family)) return prefix.base;
    }
    if (match.kind === "tcp" || match.kind === "udp" || match.kind === "sctp")
      return onePort(match.destination);
    if (!OF_THE_PACKET.has(match.kind)) return null;
  }
  return null;
}

const OF_THE_PACKET: ReadonlySet<MatchKind> = new Set([
  "source",
  "destination",
  "in-interface",
  "out-interface",
  "protocol",
  "comment",
]);

function onePort(clause: PortClause | null): number | null {
  return clause === null || clause.negated || clause.first !== clause.last ? null : clause.first;
}

// The first number of an ascending list that is not below another.
function firstFrom(list: readonly number[], from: number): number | undefined {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return list[low];
}
