import type { RuleMiss, RuleVerdict, StatisticDraw } from "../../../trace/event/netfilter-event.js";
import type { Cause, Verdict } from "../../netfilter-host.js";
import type { NftChain } from "../model/nftables.js";
import { tableKey } from "../model/nftables.js";
import { judgeRule } from "./judge-rule.js";
import type { Judged } from "./judge-rule.js";
import { chainNamed } from "./table-index.js";
import type { NftWalk } from "./walk.js";

/** How a walk ended. */
export interface NftWalkResult {
  readonly verdict: Verdict;
  readonly cause: Cause | null;
  readonly rejectWith: string | null;
  readonly mark: number;
}

interface Frame {
  readonly chain: NftChain;
  /** The index of the rule to try next. */
  next: number;
  /** How many rules were tried since the last hit. */
  tried: number;
  draws: StatisticDraw[];
  misses: RuleMiss[];
}

// The kernel refuses rules that lead in a circle; a pasted dump may hold some.
const MOST_RULES = 500_000;
// linux include/net/netfilter/nf_tables.h: NFT_JUMP_STACK_SIZE
const DEEPEST = 16;
const MOST_MISSES = 1_000;

/** Walks a base chain rule by rule (linux net/netfilter/nf_tables_core.c: nft_do_chain), reporting hits and ends. */
export function walkChain(walk: NftWalk): NftWalkResult {
  const { hook, base, emit } = walk;
  const table = tableKey(base.table);
  let frame = opened(base.chain);
  const stack: Frame[] = [];
  let mark = walk.context.mark;
  let visited = 0;
  let missed = 0;

  const end = (
    verdict: Verdict,
    cause: Cause | null,
    how: { readonly byPolicy?: boolean; readonly rejectWith?: string } = {},
  ): NftWalkResult => {
    const { byPolicy = false, rejectWith = null } = how;
    emit({ kind: "table-left", hook, table, verdict, byPolicy, visited, misses: frame.misses });
    return { verdict, cause, rejectWith, mark };
  };
  const here = (): Cause => ({ table, chain: frame.chain.name, rule: frame.next });
  const policy = (): NftWalkResult =>
    base.base.policy === "drop"
      ? end("drop", { table, chain: base.chain.name, rule: null }, { byPolicy: true })
      : end("accept", null, { byPolicy: true });
  const leave = (by: "end" | "return"): boolean => {
    const { chain, tried, draws, misses } = frame;
    if (chain !== base.chain) {
      emit({ kind: "chain-left", table, chain: chain.name, by, visited: tried, draws, misses });
      frame.misses = [];
    }
    const caller = stack.pop();
    if (caller === undefined) return false;
    frame = caller;
    return true;
  };
  const hit = (verdict: RuleVerdict, { lookups, updates }: Judged): void => {
    const { chain, next, tried, draws, misses } = frame;
    emit({
      kind: "rule-hit",
      table,
      chain: chain.name,
      rule: next,
      verdict,
      visited: tried,
      draws,
      misses,
      ...(lookups.length === 0 ? {} : { lookups }),
    });
    frame.tried = 0;
    frame.draws = [];
    frame.misses = [];
    for (const { set, element, expiresAt } of updates)
      emit({ kind: "set-updated", hook, table, set, element, expiresAt });
  };
  const marked = (to: number): void => {
    if (to !== mark) emit({ kind: "packet-marked", mark: to });
    mark = to;
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
    if (visited > MOST_RULES) return end("unknown", here());
    const judged = judgeRule(rule, { walk, mark, rule: frame.next });
    frame.draws.push(...judged.draws);
    const { outcome } = judged;
    switch (outcome.kind) {
      case "missed":
        // What was done before the rule ended stays done.
        marked(judged.mark);
        if (outcome.miss !== null && missed++ < MOST_MISSES)
          frame.misses.push({ rule: frame.next, ...outcome.miss });
        break;
      case "unknown":
        return end("unknown", here());
      case "continue":
        hit({ kind: "continue" }, judged);
        marked(judged.mark);
        break;
      case "accept":
        hit({ kind: "accept" }, judged);
        marked(judged.mark);
        return end("accept", null);
      case "drop":
        hit({ kind: "drop" }, judged);
        return end("drop", here());
      case "return":
        hit({ kind: "return" }, judged);
        marked(judged.mark);
        if (leave("return")) break;
        return policy();
      case "reject":
        walk.answer?.(judged.mark, outcome.with);
        hit({ kind: "reject", with: outcome.with }, judged);
        return end("reject", here(), { rejectWith: outcome.with });
      case "jump":
      case "goto": {
        const chain = chainNamed(base.table, outcome.chain);
        if (chain === null || stack.length >= DEEPEST) return end("unknown", here());
        hit({ kind: outcome.kind, chain: outcome.chain }, judged);
        marked(judged.mark);
        if (outcome.kind === "jump") stack.push(frame);
        frame = opened(chain);
        break;
      }
      case "translate": {
        if (walk.translate === null) return end("unknown", here());
        if (outcome.range === null) {
          hit({ kind: "drop" }, judged);
          return end("drop", here());
        }
        hit(walk.translate(outcome.range), judged);
        marked(judged.mark);
        return end("accept", null);
      }
    }
  }
}

function opened(chain: NftChain): Frame {
  return { chain, next: 0, tried: 0, draws: [], misses: [] };
}
