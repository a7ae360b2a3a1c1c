import { printSeconds } from "../../netfilter/nftables/read/read-time.js";
import type { ListedSet, ListedTable } from "../../netfilter/nftables/print/listed.js";
import type { NftSetHeader, NftablesHeader } from "../../trace/nftables-header.js";
import type { HostMoment } from "../moment.js";

/** The tables of nft that a host has at a moment, with what rules have put into their sets. */
export function listedTables({ header, state, host }: HostMoment): readonly ListedTable[] {
  const own = state.nftables.find(({ namespace }) => namespace === host.id);
  return own === undefined ? [] : tablesAt(own, header.texts, state.at);
}

/** The tables of a header, at a moment of virtual time. */
export function tablesAt(
  { tables }: NftablesHeader,
  texts: readonly string[],
  at: number,
): readonly ListedTable[] {
  const textsOf = (indexes: readonly number[]): readonly string[] =>
    indexes.map((index) => texts[index] ?? "");
  return tables.map((table) => ({
    ...table,
    sets: table.sets.map((set): ListedSet => ({
      ...set,
      elements: [...textsOf(set.elements), ...learned(set, at)],
    })),
    chains: table.chains.map((chain) => ({ ...chain, rules: textsOf(chain.rules) })),
  }));
}

function learned({ learned: all = [] }: NftSetHeader, at: number): readonly string[] {
  return all.flatMap(({ element, expiresAt }) => {
    if (expiresAt <= at) return [];
    const isForEver = expiresAt >= Number.MAX_SAFE_INTEGER;
    return isForEver ? [element] : [`${element} expires ${printSeconds((expiresAt - at) / 1e6)}`];
  });
}
