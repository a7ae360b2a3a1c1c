import type { Family } from "../../base/address.js";
import { BUILT_IN, TABLES, isBuiltIn } from "../built-in.js";
import type { Chain, Rule, RuleSet, Table, TableName } from "../rule-set.js";

/** A rule set while it is being changed. */
export interface Draft {
  readonly family: Family;
  readonly tables: Map<TableName, Map<string, DraftChain>>;
}

/** A chain while it is being changed; `shared` as long as its rules still belong to the rule set it came from. */
export interface DraftChain {
  policy: Chain["policy"];
  rules: Rule[];
}

/** A draft that starts as a rule set; chains are copied when they are first changed. */
export function draftOf({ family, tables }: RuleSet): Draft {
  return {
    family,
    tables: new Map(
      tables.map(({ name, chains }) => [
        name,
        new Map(chains.map(({ name, policy, rules }) => [name, { policy, rules: [...rules] }])),
      ]),
    ),
  };
}

/** The chains of a table; a table that is not there yet comes with its built-in chains. */
export function tableOf(draft: Draft, name: TableName): Map<string, DraftChain> {
  const existing = draft.tables.get(name);
  if (existing !== undefined) return existing;
  const chains = new Map<string, DraftChain>(
    BUILT_IN[name].map((chain) => [chain, { policy: "ACCEPT", rules: [] }]),
  );
  draft.tables.set(name, chains);
  return chains;
}

/** The rule set that a draft became: tables and chains in iptables-nft-save's order. */
export function finished({ family, tables }: Draft): RuleSet {
  return {
    family,
    tables: TABLES.flatMap((name) => {
      const chains = tables.get(name);
      return chains === undefined ? [] : [finishedTable(name, chains)];
    }),
  };
}

function finishedTable(name: TableName, chains: ReadonlyMap<string, DraftChain>): Table {
  const own = BUILT_IN[name].filter((chain) => chains.has(chain));
  const users = [...chains.keys()].filter((chain) => !isBuiltIn(name, chain)).sort(byBytes);
  return {
    name,
    chains: [...own, ...users].map((chain) => ({
      name: chain,
      policy: chains.get(chain)?.policy ?? null,
      rules: chains.get(chain)?.rules ?? [],
    })),
  };
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : 1;
}
