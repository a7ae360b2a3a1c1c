import type { Family } from "../../base/address.js";
import type { Node } from "../../cluster/node.js";
import { tableKey } from "../../netfilter/nftables/model/nftables.js";
import type { Nftables } from "../../netfilter/nftables/model/nftables.js";
import type { NftTableHeader } from "../../trace/nftables-header.js";
import { nftablesHeader } from "../header/nftables-header.js";
import { nodeNftables } from "../set-up/node-nftables.js";
import { nodeProxy } from "../set-up/node-proxy.js";
import type { Stack } from "../world.js";
import type { LivePlace } from "./live-place.js";
import { chainDifference } from "./rule-difference.js";
import type { ChainTexts } from "./rule-difference.js";

/**
 * What kube-proxy's transaction to nft makes of its own table of a family; tables of others stay. Chains that nobody needs any
 * more, which it flushes at once and deletes a second later, are gone at once here (pkg/proxy/nftables/proxier.go v1.36).
 */
export function syncNftables(
  place: LivePlace & { readonly stack: Stack },
  sync: { readonly node: Node; readonly family: Family; readonly afterMicroseconds: number },
): void {
  const { world, live, stack, texts } = place;
  const { node, family, afterMicroseconds } = sync;
  const { netfilter } = stack.host;
  if (netfilter === null) return;
  const own = family === "ipv4" ? "ip" : "ip6";
  const fresh = nodeNftables(nodeProxy(live.now, node, stack.host.namespace)).tables.filter(
    (table) => table.family === own,
  );
  if (fresh.length === 0) return;
  const keys = new Set(fresh.map(tableKey));
  const before = netfilter.nftables;
  const after: Nftables = {
    tables: [
      ...before.tables.map(
        (table) => fresh.find((one) => tableKey(one) === tableKey(table)) ?? table,
      ),
      ...fresh.filter((table) => !before.tables.some((one) => tableKey(one) === tableKey(table))),
    ],
  };
  const [was, is] = [before, after].map((nftables) => nftablesHeader(stack.id, nftables, texts));
  const isOwn = (table: NftTableHeader): boolean => keys.has(tableKey(table));
  const lines = (tables: readonly NftTableHeader[] = []): ReadonlyMap<string, ChainTexts> =>
    linesOf(tables.filter(isOwn), texts.texts);
  const difference = chainDifference(lines(was?.tables), lines(is?.tables), texts);
  const { added, removed, chainsAdded, chainsRemoved } = difference;
  if (
    is !== undefined &&
    [added, removed, chainsAdded, chainsRemoved].some((all) => all.length > 0)
  ) {
    stack.host.register({ ...netfilter, nftables: after });
    world.recorder.emit(stack.id, null, { kind: "nftables-changed", nftables: is });
  }
  const isUsed = live.now.settings.podRanges.some((range) => range.family === family);
  if (added.length + removed.length === 0 && !isUsed) return;
  const event = { kind: "rules-synced", family, tool: "nftables", afterMicroseconds } as const;
  world.recorder.emit(stack.id, null, { ...event, ...difference });
}

// A set's elements come and go like a chain's rules; a set is named with the sign that rules name it by.
function linesOf(
  tables: readonly NftTableHeader[],
  texts: readonly string[],
): ReadonlyMap<string, ChainTexts> {
  const read = (indexes: readonly number[]): readonly string[] =>
    indexes.map((index) => texts[index] ?? "");
  return new Map(
    tables.flatMap((one) => {
      const table = tableKey(one);
      const all: readonly ChainTexts[] = [
        ...one.sets.map(({ name, elements }) => ({
          table,
          chain: `@${name}`,
          rules: read(elements),
        })),
        ...one.chains.map(({ name, rules }) => ({ table, chain: name, rules: read(rules) })),
      ];
      return all.map((lines) => [`${table} ${lines.chain}`, lines] as const);
    }),
  );
}
