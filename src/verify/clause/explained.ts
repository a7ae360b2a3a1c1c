import { explainMiss } from "../../netfilter/explain-miss.js";
import { printRule } from "../../netfilter/iptables/print-rule.js";
import type { Rule, RuleSet } from "../../netfilter/rule-set.js";
import type { ScenarioNetwork } from "../../simulation/set-up/scenario-network.js";
import type { TraceEvent } from "../../trace/event/event.js";
import type { RuleMiss, WalkContext } from "../../trace/event/netfilter-event.js";
import type { PacketId } from "../../trace/id.js";
import type { Difference } from "../pass/compare-passes.js";

/** How often probes fired and were explained as they should. */
export interface Explained {
  readonly clauses: number;
  /** Where a probe fired though its clause is said to fail, or the other way round. */
  readonly differences: readonly Difference[];
}

interface Walk {
  readonly context: WalkContext;
  readonly table: string;
  mark: number;
  readonly frames: { readonly chain: string; at: number }[];
}

/**
 * Asks `explainMiss` about every clause that a packet met as a rule of its own: those that it names must be those that
 * did not fire.
 */
export function explainedProbes(
  events: readonly TraceEvent[],
  rules: ScenarioNetwork["rules"],
): Explained {
  const walks = new Map<PacketId, Walk>();
  const found = { clauses: 0, differences: [] as Difference[] };
  for (const event of events) {
    const { packet, namespace } = event;
    if (packet === null || namespace === null) continue;
    if (event.kind === "table-entered") {
      const { context, table, chain } = event;
      walks.set(packet, { context, table, mark: context.mark, frames: [{ chain, at: 0 }] });
      continue;
    }
    const walk = walks.get(packet);
    if (walk === undefined) continue;
    const ruleSets = rules.get(namespace)?.ruleSets;
    const ruleSet = ruleSets?.[walk.context.headers.family];
    const ask = (to: number, misses: readonly RuleMiss[], hit: boolean): void => {
      const frame = walk.frames.at(-1);
      if (frame === undefined || ruleSet === undefined) return;
      for (let rule = frame.at + 1; rule <= to; rule++) {
        const own = ruleNumbered(ruleSet, walk.table, frame.chain, rule);
        if (own === null || own.target !== null || own.matches.length === 0) continue;
        const fired = hit && rule === to;
        const recorded = misses.find((miss) => miss.rule === rule);
        const context = { ...walk.context, mark: walk.mark };
        const miss = explainMiss(own, recorded === undefined ? context : { ...context, recorded });
        found.clauses++;
        if ((miss === null) === fired) continue;
        const where = `${namespace} ${walk.table} ${frame.chain} ${rule} ${printRule(own)}`;
        const said = miss === null ? "holds" : `${miss.clause}: ${miss.found}`;
        found.differences.push({ where, kernel: fired ? "fired" : null, simulated: said });
      }
      frame.at = to;
    };
    const frame = walk.frames.at(-1);
    if (event.kind === "packet-marked") walk.mark = event.mark;
    if (event.kind === "rule-hit") {
      const { verdict } = event;
      ask(event.rule, event.misses, true);
      const leaves =
        verdict.kind === "goto" || (verdict.kind === "return" && walk.frames.length === 1);
      if (leaves) walk.frames.pop();
      if (verdict.kind === "jump" || verdict.kind === "goto")
        walk.frames.push({ chain: verdict.chain, at: 0 });
    }
    if (event.kind === "chain-left") {
      if (event.by === "end" && frame !== undefined)
        ask(frame.at + event.visited, event.misses, false);
      walk.frames.pop();
    }
    if (event.kind === "table-left") {
      if (event.byPolicy && frame !== undefined)
        ask(lengthOf(ruleSet, walk.table, frame.chain), event.misses, false);
      walks.delete(packet);
    }
  }
  return found;
}

function ruleNumbered(ruleSet: RuleSet, table: string, chain: string, number: number): Rule | null {
  return rulesOf(ruleSet, table, chain)[number - 1] ?? null;
}

function lengthOf(ruleSet: RuleSet | undefined, table: string, chain: string): number {
  return ruleSet === undefined ? 0 : rulesOf(ruleSet, table, chain).length;
}

function rulesOf({ tables }: RuleSet, table: string, chain: string): readonly Rule[] {
  const chains = tables.find(({ name }) => name === table)?.chains ?? [];
  return chains.find(({ name }) => name === chain)?.rules ?? [];
}
