import { printRule } from "../../netfilter/iptables/print-rule.js";
import type { RuleSet } from "../../netfilter/rule-set.js";
import type { SyncedChain, SyncedRule } from "../../trace/event/cluster-event.js";
import type { TextPool } from "../header/text-pool.js";

/** What a rule set has more and less than another. */
export interface RuleDifference {
  readonly added: readonly SyncedRule[];
  readonly removed: readonly SyncedRule[];
  readonly chainsAdded: readonly SyncedChain[];
  readonly chainsRemoved: readonly SyncedChain[];
}

/** The difference of two rule sets, chain by chain: a rule that only moves up or down in its chain is the same rule. */
export function ruleDifference(before: RuleSet, after: RuleSet, texts: TextPool): RuleDifference {
  return chainDifference(chainsOf(before), chainsOf(after), texts);
}

/** The same of chains, or of what has lines as chains have rules. */
export function chainDifference(
  was: ReadonlyMap<string, ChainTexts>,
  is: ReadonlyMap<string, ChainTexts>,
  texts: TextPool,
): RuleDifference {
  const onlyIn = (
    one: ReadonlyMap<string, ChainTexts>,
    other: ReadonlyMap<string, ChainTexts>,
  ): readonly SyncedChain[] =>
    [...one].flatMap(([key, { table, chain }]) => (other.has(key) ? [] : [{ table, chain }]));
  return {
    added: moreIn(is, was, texts),
    removed: moreIn(was, is, texts),
    chainsAdded: onlyIn(is, was),
    chainsRemoved: onlyIn(was, is),
  };
}

/** A chain with the texts of its rules. */
export interface ChainTexts extends SyncedChain {
  readonly rules: readonly string[];
}

function chainsOf({ tables }: RuleSet): ReadonlyMap<string, ChainTexts> {
  return new Map(
    tables.flatMap((table) =>
      table.chains.map((chain) => [
        `${table.name} ${chain.name}`,
        { table: table.name, chain: chain.name, rules: chain.rules.map(printRule) },
      ]),
    ),
  );
}

function moreIn(
  all: ReadonlyMap<string, ChainTexts>,
  others: ReadonlyMap<string, ChainTexts>,
  texts: TextPool,
): readonly SyncedRule[] {
  return [...all].flatMap(([key, { table, chain, rules }]) => {
    const left = new Map<string, number>();
    for (const rule of others.get(key)?.rules ?? []) left.set(rule, (left.get(rule) ?? 0) + 1);
    return rules.flatMap((rule, index): readonly SyncedRule[] => {
      const count = left.get(rule) ?? 0;
      left.set(rule, count - 1);
      return count > 0 ? [] : [{ table, chain, rule: index + 1, text: texts.indexOf(rule) }];
    });
  });
}
