import { FAMILIES } from "../../base/address.js";
import { printRule } from "../../netfilter/iptables/print-rule.js";
import type { RuleSet, Table } from "../../netfilter/rule-set.js";
import type { RuleSetHeader, TableHeader } from "../../trace/header.js";
import type { NamespaceId } from "../../trace/id.js";
import type { Stack } from "../world.js";
import type { TextPool } from "./text-pool.js";

/** The rules of every namespace that has any, both families, as they are at the start. */
export function ruleSetHeaders(stacks: Iterable<Stack>, pool: TextPool): readonly RuleSetHeader[] {
  return [...stacks].flatMap(({ id: namespace, host }) => {
    const { netfilter } = host;
    if (netfilter === null) return [];
    return FAMILIES.map((family) => ruleSetHeader(namespace, netfilter.ruleSets[family], pool));
  });
}

/** The rules of one family in a namespace. */
export function ruleSetHeader(
  namespace: NamespaceId,
  { family, tables }: RuleSet,
  pool: TextPool,
): RuleSetHeader {
  return { namespace, family, tables: tables.map((table) => tableHeader(table, pool)) };
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
