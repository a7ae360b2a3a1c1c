import type { Family } from "../../base/address.js";
import { required } from "../../base/assert.js";
import { isBuiltIn, isTableName } from "../built-in.js";
import type { RuleSet, TableName } from "../rule-set.js";
import { draftOf, finished, tableOf } from "./draft.js";
import type { Draft, DraftChain } from "./draft.js";
import type { IptablesEdit } from "./edit.js";
import { linesOf } from "./line.js";
import type { Line } from "./line.js";
import { printRule } from "./print-rule.js";
import { readRule } from "./read-rule.js";
import { readWords, throwError } from "./read-words.js";
import type { RuleReading } from "./read-words.js";
import { createUsualRules } from "./usual-rule.js";

/** A host without a single table: nothing is registered at its hooks. */
export function emptyRuleSet(family: Family): RuleSet {
  return { family, tables: [] };
}

/** The rule set after the programs' changes, in order. Text that is not readable throws: the programs here wrote it. */
export function applyEdits(ruleSet: RuleSet, edits: readonly IptablesEdit[]): RuleSet {
  const draft = draftOf(ruleSet);
  for (const edit of edits) apply(draft, edit);
  return finished(draft);
}

function apply(draft: Draft, edit: IptablesEdit): void {
  switch (edit.kind) {
    case "new-chain":
      makeChain(tableOf(draft, edit.table), edit.chain);
      return;
    case "prepend":
    case "append":
      ensureRule(draft, edit);
      return;
    case "restore":
      restore(draft, edit.text, { family: draft.family, owner: edit.owner, report: throwError });
      return;
  }
}

// The programs ask with `-C` first, so a rule that already stands in the chain is not made again.
function ensureRule(draft: Draft, edit: IptablesEdit & { kind: "prepend" | "append" }): void {
  const { rules } = chainIn(tableOf(draft, edit.table), edit.chain);
  const rule = readRule(edit.rule, draft.family, edit.owner);
  const printed = printRule(rule);
  if (rules.some((standing) => printRule(standing) === printed)) return;
  if (edit.kind === "prepend") rules.unshift(rule);
  else rules.push(rule);
}

// iptables-restore --noflush: a user chain that is declared starts empty, everything else stays.
function restore(draft: Draft, text: string, reading: RuleReading): void {
  let table: TableName | null = null;
  const usual = createUsualRules(reading.family, reading.owner);
  for (const line of linesOf({ name: reading.owner, text }, usual)) {
    if (line.kind === "table") table = tableNamed(line.name.text);
    else if (line.kind === "commit") table = null;
    else if (line.kind !== "blank")
      restoreLine(draft, required(table, "a table line"), line, reading);
  }
}

function restoreLine(
  draft: Draft,
  table: TableName,
  line: Exclude<Line, { readonly kind: "blank" | "commit" | "table" }>,
  reading: RuleReading,
): void {
  const chains = tableOf(draft, table);
  switch (line.kind) {
    case "chain":
      if (!isBuiltIn(table, line.name.text))
        chains.set(line.name.text, { policy: null, rules: [] });
      else if (line.policy.text === "ACCEPT" || line.policy.text === "DROP")
        chainIn(chains, line.name.text).policy = line.policy.text;
      return;
    case "usual-rule":
      chainIn(chains, line.chain).rules.push(line.rule);
      return;
    case "rule": {
      const rule = required(readWords(line.words, reading), "a readable rule");
      const { rules } = chainIn(chains, line.chain.text);
      if (line.command === "append") rules.push(rule);
      else rules.unshift(rule);
      return;
    }
    case "delete-chain":
      chains.delete(line.chain.text);
      return;
    case "unreadable":
      throw new Error(`hopwise: unreadable text at ${line.at} for iptables-restore`);
  }
}

function makeChain(chains: Map<string, DraftChain>, name: string): void {
  if (!chains.has(name)) chains.set(name, { policy: null, rules: [] });
}

function chainIn(chains: ReadonlyMap<string, DraftChain>, name: string): DraftChain {
  return required(chains.get(name), `the chain ${name}`);
}

function tableNamed(name: string): TableName {
  if (isTableName(name)) return name;
  throw new Error(`hopwise: there is no table ${name}`);
}
