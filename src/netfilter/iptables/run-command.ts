import { errorAt } from "../../base/diagnostic.js";
import type { Diagnostic, Report } from "../../base/diagnostic.js";
import type { SourceText } from "../../base/source-span.js";
import { BUILT_IN, isBuiltIn } from "../built-in.js";
import type { Rule, RuleSet, TableName } from "../rule-set.js";
import { checkPlaces, placeOfTarget, targetWord } from "./check-place.js";
import { draftOf, finished, tableOf } from "./draft.js";
import type { DraftChain } from "./draft.js";
import type { Backend } from "../hook.js";
import { MOST_CHAINS_IN_A_ROW, findTooDeep } from "./find-depth.js";
import { findLoop } from "./find-loop.js";
import { chainGraph } from "./chain-graph.js";
import type { Jump } from "./chain-graph.js";
import { nearName } from "./near-name.js";
import { printRule } from "./print-rule.js";
import { readCommand } from "./read-command.js";
import type { CommandName, IptablesCommand } from "./read-command.js";
import { readWords } from "./read-words.js";
import type { Word } from "./word.js";

/** What came of a command: the rules after it, or the mistakes for which they stay as they were. */
export interface RanCommand {
  readonly ruleSet: RuleSet;
  readonly diagnostics: readonly Diagnostic[];
}

type Chains = Map<string, DraftChain>;

/** A command on the rules that it meets. */
interface Work {
  readonly chains: Chains;
  readonly table: TableName;
  readonly words: IptablesCommand;
  readonly rule: Rule | null;
  readonly backend: Backend;
  readonly report: Report;
}

/** Runs `iptables` with the words of a text on a host's rules of one family (iptables 1.8.9 iptables/xtables.c: do_commandx). */
export function runCommand(
  source: SourceText,
  ruleSet: RuleSet,
  backend: Backend = "nft",
): RanCommand {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);
  const unchanged = (): RanCommand => ({ ruleSet, diagnostics });
  const words = readCommand(source, report);
  if (words === null) return unchanged();
  const draft = draftOf(ruleSet);
  const chains = tableOf(draft, words.table);
  const hasRule = takesRule(words);
  const { family } = ruleSet;
  const rule = hasRule ? readWords(words.rule, { family, owner: "user", report }) : null;
  if (hasRule && rule === null) return unchanged();
  const [extra] = hasRule ? [] : words.rule;
  if (extra !== undefined)
    report(errorAt(extra.span, "rules-unknown-option", { found: extra.text }));
  const work: Work = { chains, table: words.table, words, rule, backend, report };
  change(work);
  if (rule !== null) checkRule(work, rule);
  const failed = diagnostics.some(({ severity }) => severity === "error");
  return failed ? unchanged() : { ruleSet: finished(draft), diagnostics };
}

const WITH_RULE: ReadonlySet<CommandName> = new Set(["append", "insert", "replace", "check"]);

function takesRule({ command, operands }: IptablesCommand): boolean {
  return WITH_RULE.has(command) || (command === "delete" && operands.length === 0);
}

function change(work: Work): void {
  const { chains, words, rule, table } = work;
  switch (words.command) {
    case "append":
      if (rule !== null) chainOf(work)?.rules.push(rule);
      return;
    case "insert": {
      const target = chainOf(work);
      const at = numberOf(work, (target?.rules.length ?? 0) + 1, 1);
      if (rule !== null && at !== null) target?.rules.splice(at - 1, 0, rule);
      return;
    }
    case "replace":
    case "delete": {
      const target = chainOf(work);
      const at = words.operands.length > 0 ? numberOf(work, target?.rules.length ?? 0, null) : null;
      const index = at === null ? standing(work, target) : at - 1;
      if (index !== null)
        target?.rules.splice(
          index,
          1,
          ...(words.command === "replace" && rule !== null ? [rule] : []),
        );
      return;
    }
    case "check":
      standing(work, chainOf(work));
      return;
    case "flush":
      for (const each of chosen(work)) each.rules = [];
      return;
    case "zero":
      chosen(work);
      return;
    case "new-chain":
      newChain(work);
      return;
    case "delete-chain": {
      const users = [...chains.keys()].filter((name) => !isBuiltIn(table, name));
      if (words.chain !== null) deleteChain(work, words.chain.text, words.chain);
      else for (const name of users) deleteChain(work, name, words.at);
      return;
    }
    case "rename-chain":
      renameChain(work);
      return;
    case "policy":
      setPolicy(work);
  }
}

function chainOf({ chains, words, table, report }: Work): DraftChain | null {
  const { chain } = words;
  if (chain === null) return null;
  const found = chains.get(chain.text);
  if (found !== undefined) return found;
  report(
    errorAt(chain.span, "rules-unknown-chain", { ...nearName(chain.text, chains.keys()), table }),
  );
  return null;
}

function chosen(work: Work): readonly DraftChain[] {
  if (work.words.chain === null) return [...work.chains.values()];
  const one = chainOf(work);
  return one === null ? [] : [one];
}

// The number of a rule, from 1; `usual` where none is said.
function numberOf({ words, report }: Work, most: number, usual: number | null): number | null {
  const [word] = words.operands;
  if (word === undefined) return usual;
  const number = /^\d{1,9}$/.test(word.text) ? Number(word.text) : 0;
  if (number >= 1 && number <= most) return number;
  report(errorAt(word.span, "rules-no-such-number", { found: word.text, max: most }));
  return null;
}

// The index of the rule that says the same.
function standing({ rule, words, report }: Work, chain: DraftChain | null): number | null {
  if (rule === null || chain === null) return null;
  const printed = printRule(rule);
  const index = chain.rules.findIndex((each) => printRule(each) === printed);
  if (index >= 0) return index;
  report(errorAt(words.at.span, "rules-no-such-rule", { found: words.chain?.text ?? "" }));
  return null;
}

function newChain({ chains, words, report }: Work): void {
  const { chain } = words;
  if (chain === null) return;
  if (chains.has(chain.text))
    report(errorAt(chain.span, "rules-chain-exists", { found: chain.text }));
  else chains.set(chain.text, { policy: null, rules: [] });
}

function deleteChain({ chains, table, words, report }: Work, found: string, name: Word): void {
  const chain = chains.get(found);
  if (chain === undefined) {
    const near = nearName(found, chains.keys());
    report(errorAt((words.chain ?? name).span, "rules-unknown-chain", { ...near, table }));
    return;
  }
  if (isBuiltIn(table, found)) report(errorAt(name.span, "rules-chain-stays", { found }));
  else if (chain.rules.length > 0) report(errorAt(name.span, "rules-chain-not-empty", { found }));
  else if (jumpsIn(chains).some(({ chain: to }) => to === found))
    report(errorAt(name.span, "rules-chain-in-use", { found }));
  else chains.delete(found);
}

function renameChain(work: Work): void {
  const { chains, words, table, report } = work;
  const [to] = words.operands;
  const { chain: from } = words;
  const chain = chainOf(work);
  if (from === null || to === undefined || chain === null) {
    if (to === undefined)
      report(errorAt(words.at.span, "rules-missing-value", { found: words.at.text }));
    return;
  }
  const found = from.text;
  if (isBuiltIn(table, found)) report(errorAt(from.span, "rules-chain-stays", { found }));
  else if (chains.has(to.text)) report(errorAt(to.span, "rules-chain-exists", { found: to.text }));
  else {
    chains.delete(found);
    chains.set(to.text, chain);
    for (const each of chains.values())
      each.rules = each.rules.map((rule) => retargeted(rule, found, to.text));
  }
}

function retargeted(rule: Rule, from: string, to: string): Rule {
  const { target } = rule;
  const leads = target?.kind === "jump" || target?.kind === "goto";
  return leads && target.chain === from ? { ...rule, target: { ...target, chain: to } } : rule;
}

function setPolicy(work: Work): void {
  const { words, table, report } = work;
  const [policy] = words.operands;
  const chain = chainOf(work);
  if (chain === null || words.chain === null) return;
  if (!isBuiltIn(table, words.chain.text)) {
    report(errorAt(words.chain.span, "rules-not-built-in", { found: words.chain.text, table }));
  } else if (policy?.text === "ACCEPT" || policy?.text === "DROP") {
    chain.policy = policy.text;
  } else {
    const { span, text: found } = policy ?? words.at;
    report(errorAt(span, "rules-not-a-policy", { found, expected: ["ACCEPT", "DROP"] }));
  }
}

// What the kernel checks when a rule comes in: where it leads, and where its target may stand.
function checkRule({ chains, table, words, backend, report }: Work, rule: Rule): void {
  const { target } = rule;
  const leads = target?.kind === "jump" || target?.kind === "goto";
  const at = words.rule.findLast(({ text }) => leads && text === target.chain) ?? words.at;
  if (leads && !chains.has(target.chain)) {
    report(
      errorAt(at.span, "rules-unknown-chain", { ...nearName(target.chain, chains.keys()), table }),
    );
    return;
  }
  const jumps = jumpsIn(chains);
  const inUse = reached(table, jumps);
  const graph = chainGraph(jumps);
  if (findLoop(chainGraph(jumps.filter(({ from }) => inUse.has(from)))) !== null)
    report(errorAt(at.span, "rules-loop", { found: at.text }));
  else if (backend === "nft" && findTooDeep(graph, BUILT_IN[table]) !== null)
    report(errorAt(at.span, "rules-too-deep", { found: at.text, max: MOST_CHAINS_IN_A_ROW }));
  const place = placeOfTarget(rule);
  const { chain } = words;
  if (place === null || chain === null) return;
  const name = (): Word => targetWord(chain, words.rule);
  checkPlaces(table, [{ chain: chain.text, rule, place, name }], graph, report);
}

// The kernel follows jumps from its own chains: a circle that none of them leads to does no harm (linux
// net/ipv4/netfilter/ip_tables.c: mark_source_chains; net/netfilter/nf_tables_api.c: nft_table_validate).
function reached(table: TableName, jumps: readonly Jump[]): ReadonlySet<string> {
  const known = new Set<string>(BUILT_IN[table]);
  for (const chain of known) {
    for (const jump of jumps) if (jump.from === chain) known.add(jump.chain);
  }
  return known;
}

function jumpsIn(chains: Chains): readonly Jump[] {
  return [...chains].flatMap(([from, { rules }]) =>
    rules.flatMap(({ target }) =>
      target?.kind === "jump" || target?.kind === "goto" ? [{ from, chain: target.chain }] : [],
    ),
  );
}
