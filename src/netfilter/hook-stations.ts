import { FAMILIES } from "../base/address.js";
import type { Family } from "../base/address.js";
import { tracksConnections } from "./chain-index.js";
import { stationsOf } from "./hook.js";
import type { Backend, Hook } from "./hook.js";
import { stationName } from "../trace/nft-station.js";
import { tableKey } from "./nftables/model/nftables.js";
import type { Nftables } from "./nftables/model/nftables.js";
import { baseChainsAt } from "./nftables/walk/base-chains.js";
import type { BaseChain } from "./nftables/walk/base-chains.js";
import { nftTracks } from "./nftables/walk/table-index.js";
import type { RuleSet, TableName } from "./rule-set.js";

/** What a packet passes at a hook. */
export type HookStation =
  | { readonly kind: "conntrack" | "ipvs" | "confirm" }
  /** A table of iptables other than nat. */
  | { readonly kind: "table"; readonly table: TableName }
  /** A chain of nft that does not translate. */
  | { readonly kind: "chain"; readonly chain: BaseChain }
  /** The one place where a connection is translated: all chains of type nat, until one of them has done it. */
  | { readonly kind: "nat"; readonly chains: readonly NatChain[] };

/** A chain of type nat: the table nat of iptables, or one of nft. */
export type NatChain =
  { readonly kind: "iptables" } | { readonly kind: "nft"; readonly chain: BaseChain };

/** What is registered on a host for a family. */
export interface Registered {
  readonly family: Family;
  readonly ruleSet: RuleSet;
  readonly nftables: Nftables;
  readonly backend: Backend;
  /** Whether there is a virtual server of IPVS. */
  readonly isBalancing: boolean;
}

// linux include/uapi/linux/netfilter_ipv4.h: enum nf_ip_hook_priorities; iptables-nft has security behind nat.
const PRIORITIES: Readonly<Record<string, number>> = {
  raw: -300,
  conntrack: -200,
  mangle: -150,
  filter: 0,
  security: 50,
  confirm: Infinity,
};
const NAT_PRIORITIES: Readonly<Record<Hook, number>> = {
  PREROUTING: -100,
  OUTPUT: -100,
  INPUT: 100,
  FORWARD: 100,
  POSTROUTING: 100,
};
// linux net/netfilter/ipvs/ip_vs_core.c: ip_vs_ops4. In each it has two places, one right after the other.
const IPVS_PRIORITIES: Readonly<Partial<Record<Hook, number>>> = {
  INPUT: 99,
  OUTPUT: -98,
  FORWARD: 99,
};
const NFT_SECURITY = 150;

const known = new WeakMap<RuleSet, WeakMap<Nftables, Map<string, readonly HookStation[]>>>();

/**
 * The stations of a hook by priority. Tables of iptables are listed also where they are absent, as long as there is one.
 * Where two have the same priority, nft's comes first: kube-proxy registers its chains anew at each start, after the
 * others (linux net/netfilter/core.c: nf_hook_entries_grow puts the later one before).
 */
export function hookStations(hook: Hook, registered: Registered): readonly HookStation[] {
  const { ruleSet, nftables, backend, family, isBalancing } = registered;
  const byTables =
    known.get(ruleSet) ?? new WeakMap<Nftables, Map<string, readonly HookStation[]>>();
  known.set(ruleSet, byTables);
  const byPlace = byTables.get(nftables) ?? new Map<string, readonly HookStation[]>();
  byTables.set(nftables, byPlace);
  const place = `${hook} ${backend} ${family} ${String(isBalancing)}`;
  const stations = byPlace.get(place) ?? stationsBy(hook, registered);
  byPlace.set(place, stations);
  return stations;
}

/** What stands at a hook, and where. */
interface Placed {
  readonly station: HookStation;
  readonly priority: number;
}

function stationsBy(
  hook: Hook,
  { family, ruleSet, nftables, backend, isBalancing }: Registered,
): readonly HookStation[] {
  const chains = baseChainsAt(nftables, hook, family);
  const hasTables = ruleSet.tables.length > 0;
  const at = IPVS_PRIORITIES[hook];
  const balancing: readonly Placed[] =
    isBalancing && at !== undefined ? [{ station: { kind: "ipvs" }, priority: at }] : [];
  if (!hasTables && chains.length === 0 && !nftables.tables.length)
    return balancing.map(({ station }) => station);
  const tracks = tracksConnections(ruleSet) || nftTracks(nftables, family);
  const own = stationsOf(hook, backend).flatMap((station): readonly Placed[] => {
    switch (station) {
      case "conntrack":
        return tracks ? [placed({ kind: "conntrack" }, station, backend)] : [];
      case "confirm":
        return tracks || hasTables ? [placed({ kind: "confirm" }, station, backend)] : [];
      case "nat":
      case "ipvs":
        return [];
      case "raw":
      case "mangle":
      case "filter":
      case "security":
        return hasTables ? [placed({ kind: "table", table: station }, station, backend)] : [];
    }
  });
  const filtering = chains
    .filter(({ base }) => base.type !== "nat")
    .map((chain): Placed => ({ station: { kind: "chain", chain }, priority: chain.base.priority }));
  return [...balancing, ...filtering, ...natOf(hook, { chains, hasTables }), ...own]
    .sort((a, b) => (a.priority < b.priority ? -1 : a.priority > b.priority ? 1 : 0))
    .map(({ station }) => station);
}

function natOf(
  hook: Hook,
  { chains, hasTables }: { readonly chains: readonly BaseChain[]; readonly hasTables: boolean },
): readonly Placed[] {
  const priority = NAT_PRIORITIES[hook];
  const nft = chains
    .filter(({ base }) => base.type === "nat")
    .map((chain) => ({ chain: { kind: "nft", chain } as const, priority: chain.base.priority }));
  const iptables =
    hasTables && hook !== "FORWARD" ? [{ chain: { kind: "iptables" } as const, priority }] : [];
  const all = [...nft, ...iptables].sort((a, b) => a.priority - b.priority);
  if (all.length === 0) return [];
  return [{ station: { kind: "nat", chains: all.map(({ chain }) => chain) }, priority }];
}

function placed(station: HookStation, name: string, backend: Backend): Placed {
  const isLate = name === "security" && backend === "nft";
  return { station, priority: isLate ? NFT_SECURITY : (PRIORITIES[name] ?? 0) };
}

/** The names of a hook's stations by priority, those of iptables and those that any of some hosts has of nft: what a chart shows. */
export function stationNames(
  hook: Hook,
  backend: Backend,
  nftables: readonly Nftables[],
): readonly string[] {
  const ofIptables = stationsOf(hook, backend).map((name): NamedStation => {
    const slot = slotOf(name, hook, backend);
    return { name, slot, priority: slot };
  });
  const ofNft = nftables.flatMap((tables) =>
    FAMILIES.flatMap((family) => baseChainsAt(tables, hook, family)).map(
      ({ table, chain, base: { type, priority } }): NamedStation => ({
        name: stationName(tableKey(table), chain.name),
        slot: type === "nat" ? NAT_PRIORITIES[hook] : priority,
        priority,
      }),
    ),
  );
  const all = [...ofNft, ...ofIptables].sort(
    (a, b) => compare(a.slot, b.slot) || compare(a.priority, b.priority),
  );
  return [...new Set(all.map(({ name }) => name))];
}

function slotOf(name: string, hook: Hook, backend: Backend): number {
  if (name === "nat") return NAT_PRIORITIES[hook];
  if (name === "ipvs") return IPVS_PRIORITIES[hook] ?? 0;
  return name === "security" && backend === "nft" ? NFT_SECURITY : (PRIORITIES[name] ?? 0);
}

/** A station, the place that it stands at, and its order there. */
interface NamedStation {
  readonly name: string;
  readonly slot: number;
  readonly priority: number;
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
