import type { Emit } from "../../trace/event/event.js";
import type { RuleVerdict, StatisticDraw, WalkContext } from "../../trace/event/netfilter-event.js";
import { chainNamed } from "../chain-index.js";
import type { Hook } from "../hook.js";
import { ruleHolds } from "../match/rule-holds.js";
import type { Surroundings } from "../match/surroundings.js";
import type { Cause, Verdict } from "../netfilter-host.js";
import type { Chain, Table } from "../rule-set.js";
import type { DnatTarget } from "../target/dnat.js";
import { markedBy } from "../target/mark.js";
import type { MasqueradeTarget } from "../target/masquerade.js";
import type { RedirectTarget } from "../target/redirect.js";
import type { SnatTarget } from "../target/snat.js";

/** A target that gives the connection another source or destination. */
export type TranslationTarget = DnatTarget | SnatTarget | MasqueradeTarget | RedirectTarget;

/** What a walk is made through and with. */
export interface Walk {
  readonly hook: Hook;
  readonly table: Table;
  /** The table's chain of this hook. */
  readonly base: Chain;
  readonly context: WalkContext;
  readonly surroundings: Surroundings;
  readonly random: () => number;
  readonly emit: Emit;
  /** Settles a translation and says what to; null drops the packet. Null in tables that do not translate. */
  readonly translate: ((target: TranslationTarget) => RuleVerdict | null) | null;
}

/** How a walk ended. */
export interface WalkResult {
  readonly verdict: Verdict;
  readonly cause: Cause | null;
  readonly rejectWith: string | null;
  readonly mark: number;
  readonly isUntracked: boolean;
}

interface Frame {
  readonly chain: Chain;
  /** The index of the rule to try next. */
  next: number;
  /** How many rules were tried since the last hit. */
  tried: number;
  draws: StatisticDraw[];
}

// The kernel refuses rules that lead in a circle; a pasted dump may hold some.
const MOST_RULES = 500_000;
const DEEPEST = 1_000;
const NO_DRAWS: readonly StatisticDraw[] = [];

/** Walks a table's chain rule by rule (linux net/ipv4/netfilter/ip_tables.c: ipt_do_table), reporting hits and ends. */
export function walkTable(walk: Walk): WalkResult {
  const { hook, table, base, emit } = walk;
  let frame: Frame = opened(base);
  const stack: Frame[] = [];
  const evidence = {
    ...walk.context,
    surroundings: walk.surroundings,
    draw(probability: number): number {
      const drawn = walk.random();
      frame.draws.push({ rule: frame.next, probability, drawn });
      return drawn;
    },
  };
  let visited = 0;
  let isUntracked = false;

  const end = (
    verdict: Verdict,
    cause: Cause | null,
    how: { readonly byPolicy?: boolean; readonly rejectWith?: string } = {},
  ): WalkResult => {
    const { byPolicy = false, rejectWith = null } = how;
    emit({ kind: "table-left", hook, table: table.name, verdict, byPolicy, visited });
    return { verdict, cause, rejectWith, mark: evidence.mark, isUntracked };
  };
  const here = (): Cause => ({ table: table.name, chain: frame.chain.name, rule: frame.next });
  const policy = (): WalkResult => {
    const cause: Cause = { table: table.name, chain: base.name, rule: null };
    return base.policy === "DROP"
      ? end("drop", cause, { byPolicy: true })
      : end("accept", null, { byPolicy: true });
  };
  const hit = (verdict: RuleVerdict): void => {
    const { chain, next, tried, draws } = frame;
    emit({
      kind: "rule-hit",
      table: table.name,
      chain: chain.name,
      rule: next,
      verdict,
      visited: tried,
      draws: draws.length === 0 ? NO_DRAWS : draws,
    });
    frame.tried = 0;
    frame.draws = [];
  };
  const leave = (by: "end" | "return"): boolean => {
    const { chain, tried, draws } = frame;
    if (chain !== base)
      emit({ kind: "chain-left", table: table.name, chain: chain.name, by, visited: tried, draws });
    const caller = stack.pop();
    if (caller === undefined) return false;
    frame = caller;
    return true;
  };

  for (;;) {
    const rule = frame.chain.rules[frame.next];
    if (rule === undefined) {
      if (leave("end")) continue;
      return policy();
    }
    frame.next++;
    frame.tried++;
    visited++;
    const holds = visited > MOST_RULES ? null : ruleHolds(rule, evidence);
    if (holds === false) continue;
    if (holds === null) return end("unknown", here());
    const { target } = rule;
    switch (target?.kind) {
      case undefined:
      case "log":
        hit({ kind: "continue" });
        break;
      case "accept":
        hit({ kind: "accept" });
        return end("accept", null);
      case "drop":
        hit({ kind: "drop" });
        return end("drop", here());
      case "return":
        hit({ kind: "return" });
        if (leave("return")) break;
        return policy();
      case "reject":
        hit({ kind: "reject", with: target.with });
        return end("reject", here(), { rejectWith: target.with });
      case "jump":
      case "goto": {
        const chain = chainNamed(table, target.chain);
        if (chain === null || stack.length > DEEPEST) return end("unknown", here());
        hit({ kind: target.kind, chain: target.chain });
        if (target.kind === "jump") stack.push(frame);
        frame = opened(chain);
        break;
      }
      case "mark": {
        const mark = markedBy(target, evidence.mark);
        hit({ kind: "continue" });
        if (mark !== evidence.mark) emit({ kind: "packet-marked", mark });
        evidence.mark = mark;
        break;
      }
      case "notrack":
        hit({ kind: "continue" });
        isUntracked = true;
        break;
      case "dnat":
      case "snat":
      case "masquerade":
      case "redirect": {
        if (walk.translate === null) return end("unknown", here());
        const verdict = walk.translate(target);
        hit(verdict ?? { kind: "drop" });
        return verdict === null ? end("drop", here()) : end("accept", null);
      }
      case "opaque":
        return end("unknown", here());
    }
  }
}

function opened(chain: Chain): Frame {
  return { chain, next: 0, tried: 0, draws: [] };
}
