import { printRule } from "../../netfilter/iptables/print-rule.js";
import type { Chain, RuleSet, Table } from "../../netfilter/rule-set.js";
import type { ChainHeader, RuleSetHeader, TableHeader } from "../../trace/header.js";
import type { NamespaceId } from "../../trace/id.js";
import type { UnlistedChains } from "../../trace/listed-rules.js";
import { chainKey, listedNumbers } from "./met-rules.js";
import type { MetRules } from "./met-rules.js";
import type { TextPool } from "./text-pool.js";

/** The rules of one family in a namespace: all, or where it is said what packets have met, that and what stands around it. */
export function ruleSetHeader(
  namespace: NamespaceId,
  { family, tables }: RuleSet,
  pool: TextPool,
  met: MetRules | null = null,
): RuleSetHeader {
  return { namespace, family, tables: tables.map((table) => tableHeader(table, pool, met)) };
}

function tableHeader({ name, chains }: Table, pool: TextPool, met: MetRules | null): TableHeader {
  if (met === null) return { name, chains: chains.map((chain) => chainHeader(chain, pool, null)) };
  const isMet = (chain: Chain): boolean =>
    chain.policy !== null || met.chains.has(chainKey(name, chain.name));
  const shown = chains.filter(isMet).map((chain) => {
    const hits = met.chains.get(chainKey(name, chain.name)) ?? new Set();
    return chainHeader(chain, pool, listedNumbers(chain.rules.length, hits));
  });
  return { name, chains: shown, ...unlistedChains(chains, isMet) };
}

function chainHeader(
  { name, policy, rules }: Chain,
  pool: TextPool,
  numbers: readonly number[] | null,
): ChainHeader {
  const listed = numbers === null ? rules : numbers.flatMap((number) => rules[number - 1] ?? []);
  return {
    name,
    policy,
    rules: listed.map((rule) => pool.indexOf(printRule(rule))),
    owners: listed.map((rule) => rule.owner),
    ...(numbers === null ? {} : { listed: { numbers, of: rules.length } }),
  };
}

/** What stands in the chains that are not listed; nothing where all are. */
export function unlistedChains<T extends { readonly rules: readonly unknown[] }>(
  chains: readonly T[],
  isListed: (chain: T) => boolean,
): { readonly unlisted?: UnlistedChains } {
  const others = chains.filter((chain) => !isListed(chain));
  if (others.length === 0) return {};
  const rules = others.reduce((sum, chain) => sum + chain.rules.length, 0);
  return { unlisted: { chains: others.length, rules } };
}
