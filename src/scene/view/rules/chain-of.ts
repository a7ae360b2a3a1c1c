import type { Family } from "../../../base/address.js";
import type { NamespaceId } from "../../../trace/id.js";
import type { ListedRules } from "../../../trace/listed-rules.js";
import { isNft } from "../../../trace/nft-station.js";
import type { NftTableHeader } from "../../../trace/nftables-header.js";
import type { TraceState } from "../../../trace/state.js";

/** A chain of iptables or of nft, as the rule list shows it. */
export interface ShownChain {
  readonly table: string;
  readonly name: string;
  readonly policy: "ACCEPT" | "DROP" | null;
  /** Indexes into the header's texts. */
  readonly rules: readonly number[];
  readonly owners: readonly string[];
  /** Which of the chain's rules these are; absent for all. */
  readonly listed?: ListedRules | undefined;
}

/** Where a chain is looked for; without a table, in the first that has one of its name. */
export interface ChainPlace {
  readonly namespace: NamespaceId | null;
  readonly family: Family;
  readonly table: string | null;
  readonly chain: string;
}

/** A chain by its name; null where the host has none. */
export function chainOf(state: TraceState, place: ChainPlace): ShownChain | null {
  const { table } = place;
  if (table !== null) return isNft(table) ? ofNft(state, place) : ofIptables(state, place);
  return ofIptables(state, place) ?? ofNft(state, place);
}

function ofIptables(
  { ruleSets }: TraceState,
  { namespace, family, table, chain }: ChainPlace,
): ShownChain | null {
  const set = ruleSets.find((one) => one.namespace === namespace && one.family === family);
  for (const { name, chains } of set?.tables ?? []) {
    if (table !== null && name !== table) continue;
    const found = chains.find((one) => one.name === chain);
    if (found !== undefined) return { ...found, table: name };
  }
  return null;
}

function ofNft(
  { nftables }: TraceState,
  { namespace, family, table, chain }: ChainPlace,
): ShownChain | null {
  const tables = nftables.find((one) => one.namespace === namespace)?.tables ?? [];
  for (const one of tables) {
    const name = `${one.family} ${one.name}`;
    if (table === null ? !sees(one, family) : name !== table) continue;
    const found = one.chains.find((each) => each.name === chain);
    if (found === undefined) continue;
    const { base, rules, listed } = found;
    return {
      table: name,
      name: found.name,
      policy: base === null ? null : base.policy === "drop" ? "DROP" : "ACCEPT",
      rules,
      owners: rules.map(() => one.owner),
      listed,
    };
  }
  return null;
}

/** Whether a table of nft sees packets of a family. */
export function sees({ family }: NftTableHeader, packets: Family): boolean {
  return family === "inet" || (family === "ip6") === (packets === "ipv6");
}
