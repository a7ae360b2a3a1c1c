import type { Family } from "../../../base/address.js";
import type { Hook } from "../../hook.js";
import type { NftBase, NftChain, NftTable, Nftables } from "../model/nftables.js";
import { sees } from "../model/nftables.js";

/** A chain that stands at a hook, with its table. */
export interface BaseChain {
  readonly table: NftTable;
  readonly chain: NftChain;
  readonly base: NftBase;
}

const known = new WeakMap<Nftables, Map<string, readonly BaseChain[]>>();

/**
 * The base chains that packets of a family pass at a hook, by priority. Of two with the same one, that comes first which
 * was registered last (linux net/netfilter/core.c: nf_hook_entries_grow).
 */
export function baseChainsAt(nftables: Nftables, hook: Hook, family: Family): readonly BaseChain[] {
  const places = known.get(nftables) ?? new Map<string, readonly BaseChain[]>();
  known.set(nftables, places);
  const key = `${family} ${hook}`;
  let chains = places.get(key);
  if (chains === undefined) {
    chains = nftables.tables
      .filter((table) => sees(table, family))
      .flatMap((table) => table.chains.flatMap((chain) => atHook(table, chain, hook)))
      .reverse()
      .sort((a, b) => a.base.priority - b.base.priority);
    places.set(key, chains);
  }
  return chains;
}

function atHook(table: NftTable, chain: NftChain, hook: Hook): readonly BaseChain[] {
  const { base } = chain;
  return base !== null && base.hook.toUpperCase() === hook ? [{ table, chain, base }] : [];
}
