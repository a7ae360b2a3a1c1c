import { FAMILIES } from "../../base/address.js";
import { printRule } from "../../netfilter/iptables/print-rule.js";
import type { RuleSet, Table } from "../../netfilter/rule-set.js";
import type { RuleSetHeader, TableHeader } from "../../trace/header.js";
import type { Stack } from "../world.js";
import type { TextPool } from "./text-pool.js";

/** The rules of every namespace that has any, both families, as they are at the start. */
export function ruleSetHeaders(stacks: Iterable<Stack>, pool: TextPool): readonly RuleSetHeader[] {
  return [...stacks].flatMap(({ id: namespace, host }) => {
    const { netfilter } = host;
    if (netfilter === null) return [];
    return FAMILIES.map((family) => ({
      namespace,
      family,
      tables: tableHeaders(netfilter.ruleSets[family], pool),
    }));
  });
}

function tableHeaders({ tables }: RuleSet, pool: TextPool): readonly TableHeader[] {
  return tables.map((table) => tableHeader(table, pool));
}

function tableHeader({ name, chains }: Table, pool: TextPool): TableHeader {
  return {
    name,
    chains: chains.map((chain) => ({
      name: chain.name,
      policy: chain.policy,
      rules: chain.rules.map((rule) => pool.indexOf(printRule(rule))),
      owners: chain.rules.map((rule) => rule.owner),
    })),
  };
}
