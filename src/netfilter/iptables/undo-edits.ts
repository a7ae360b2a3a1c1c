import type { RuleSet } from "../rule-set.js";
import type { IptablesEdit } from "./edit.js";
import { printRule } from "./print-rule.js";
import { readRule } from "./read-rule.js";

/** The rule set after a program has taken back what it had made: `iptables -D` for each rule, `-X` for each chain. */
export function undoEdits(ruleSet: RuleSet, edits: readonly IptablesEdit[]): RuleSet {
  return edits.reduce(undone, ruleSet);
}

function undone(ruleSet: RuleSet, edit: IptablesEdit): RuleSet {
  if (edit.kind === "restore") return ruleSet;
  const tables = ruleSet.tables.map((table) => {
    if (table.name !== edit.table) return table;
    if (edit.kind === "new-chain")
      return { ...table, chains: table.chains.filter(({ name }) => name !== edit.chain) };
    const gone = printRule(readRule(edit.rule, ruleSet.family, edit.owner));
    const chains = table.chains.map((chain) => {
      if (chain.name !== edit.chain) return chain;
      const place = chain.rules.findIndex((rule) => printRule(rule) === gone);
      return { ...chain, rules: chain.rules.filter((_, index) => index !== place) };
    });
    return { ...table, chains };
  });
  return { ...ruleSet, tables };
}
