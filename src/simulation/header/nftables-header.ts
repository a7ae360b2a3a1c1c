import { listed } from "../../netfilter/nftables/print/listed.js";
import type { ListedTable } from "../../netfilter/nftables/print/listed.js";
import type { Nftables } from "../../netfilter/nftables/model/nftables.js";
import type { NamespaceId } from "../../trace/id.js";
import type { NftTableHeader, NftablesHeader } from "../../trace/nftables-header.js";
import type { Stack } from "../world.js";
import type { TextPool } from "./text-pool.js";

/** The tables of nft of every namespace that has any. */
export function nftablesHeaders(
  stacks: Iterable<Stack>,
  pool: TextPool,
): readonly NftablesHeader[] {
  return [...stacks].flatMap(({ id, host }) => {
    const nftables = host.netfilter?.nftables;
    return nftables === undefined || nftables.tables.length === 0
      ? []
      : [nftablesHeader(id, nftables, pool)];
  });
}

/** The tables of nft in a namespace. */
export function nftablesHeader(
  namespace: NamespaceId,
  nftables: Nftables,
  pool: TextPool,
): NftablesHeader {
  const owners = nftables.tables.map(({ owner }) => owner);
  return {
    namespace,
    tables: listed(nftables).map((table, index) => tableHeader(table, owners[index] ?? "", pool)),
  };
}

function tableHeader(
  { family, name, comment, sets, chains }: ListedTable,
  owner: string,
  pool: TextPool,
): NftTableHeader {
  const indexes = (texts: readonly string[]): readonly number[] =>
    texts.map((text) => pool.indexOf(text));
  return {
    family,
    name,
    comment,
    owner,
    sets: sets.map((set) => ({ ...set, elements: indexes(set.elements) })),
    chains: chains.map((chain) => ({ ...chain, rules: indexes(chain.rules) })),
  };
}
