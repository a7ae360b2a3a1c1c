import type { Family } from "../../base/address.js";
import { BUILT_IN } from "../../netfilter/built-in.js";
import type { TableName } from "../../netfilter/table-name.js";
import type { ChainHeader, TableHeader } from "../../trace/header.js";
import { rulesOf } from "../moment.js";
import type { HostMoment } from "../moment.js";
import type { Count } from "./counters.js";
import { readRuleWords } from "./rule-words.js";

/** A chain as the tools list it. */
export interface ListedChain {
  readonly name: string;
  readonly policy: ChainHeader["policy"];
  /** Of the policy. */
  readonly count: Count;
  /** How many rules lead to it. */
  readonly references: number;
  readonly rules: readonly { readonly text: string; readonly count: Count }[];
}

const NOTHING: Count = { packets: 0, bytes: 0 };

/**
 * A table's chains in the order of both backends: the built-in ones by hook, then the others by name. A table that holds
 * nothing yet has its built-in chains all the same.
 */
export function chainsOf(
  moment: HostMoment,
  family: Family,
  table: TableName,
): readonly ListedChain[] {
  const found = rulesOf(moment, family)?.tables.find(({ name }) => name === table);
  const chains = found?.chains ?? [];
  const builtIn = BUILT_IN[table].map(
    (name): ChainHeader =>
      chains.find((chain) => chain.name === name) ?? {
        name,
        policy: "ACCEPT",
        rules: [],
        owners: [],
      },
  );
  const others = chains
    .filter(({ name }) => !(BUILT_IN[table] as readonly string[]).includes(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const references = referencesIn(chains, moment, family);
  return [...builtIn, ...others].map((chain) => {
    const place = { namespace: moment.host.id, family, table, chain: chain.name };
    return {
      name: chain.name,
      policy: chain.policy,
      count: countsPolicy(chain, found, moment) ? moment.counters.ofPolicy(place) : NOTHING,
      references: references.get(chain.name) ?? 0,
      rules: chain.rules.map((text, index) => ({
        text: moment.header.texts[text] ?? "",
        count: moment.counters.ofRule(place, index + 1),
      })),
    };
  });
}

/**
 * Whether a built-in chain counts what its policy decides. Legacy tables always do. nft's chains begin to when their
 * policy is set, by `iptables -P` or by a dump that was loaded (measured with iptables 1.8.9); those that a rule brought
 * about do not. Whoever loaded a dump is told by the owner of its rules.
 */
function countsPolicy(
  chain: ChainHeader,
  table: TableHeader | undefined,
  { host }: HostMoment,
): boolean {
  if (host.iptables === "legacy" || chain.policy === "DROP") return true;
  return table?.chains.some(({ owners }) => owners.includes("user")) ?? false;
}

function referencesIn(
  chains: readonly ChainHeader[],
  { header }: HostMoment,
  family: Family,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const rule of chains.flatMap(({ rules }) => rules)) {
    const target = readRuleWords(header.texts[rule] ?? "", family)?.target?.name;
    if (target !== undefined) found.set(target, (found.get(target) ?? 0) + 1);
  }
  return found;
}
