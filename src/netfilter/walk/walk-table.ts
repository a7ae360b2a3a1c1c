import { announcing } from "../../packet/announcing.js";
import type { Packet } from "../../packet/packet.js";
import type { Emit } from "../../trace/event/event.js";
import type {
  RuleMiss,
  RuleVerdict,
  StatisticDraw,
  WalkContext,
} from "../../trace/event/netfilter-event.js";
import { chainNamed } from "../chain-index.js";
import { candidatesOf } from "./candidates.js";
import type { Candidates } from "./candidates.js";
import type { Hook } from "../hook.js";
import type { Match } from "../match/match.js";
import { formOf } from "../match/order.js";
import { ruleHolds } from "../match/rule-holds.js";
import type { Surroundings } from "../match/surroundings.js";
import type { Cause, Verdict } from "../netfilter-host.js";
import type { Chain, Rule, Table } from "../rule-set.js";
import { CONTINUE } from "../target/act.js";
import type { Act, Acting } from "../target/act.js";
import { targetFormOf } from "../target/order.js";
import type { TranslationRange } from "../target/translation.js";

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
  /** Settles a translation and says what to. Null in tables that do not translate. */
  readonly translate: ((range: TranslationRange) => RuleVerdict) | null;
  /** Gives the packet's connection a mark. */
  readonly markConnection: (mark: number) => void;
  /** Sends what REJECT answers, at once, for the packet as it is by now; null where that is done afterwards. */
  readonly answer: ((now: WalkedPacket, rejectWith: string) => void) | null;
}

/** What a walk may change of a packet. */
export interface WalkedPacket {
  readonly packet: Packet;
  readonly mark: number;
}

/** How a walk ended. */
export interface WalkResult extends WalkedPacket {
  readonly verdict: Verdict;
  readonly cause: Cause | null;
  readonly rejectWith: string | null;
  readonly isUntracked: boolean;
}

interface Frame {
  readonly chain: Chain;
  /** Which of its rules may hold; null where each is tried. */
  readonly candidates: Candidates | null;
  /** The index of the rule to try next. */
  next: number;
  /** How many rules were tried since the last hit. */
  tried: number;
  draws: StatisticDraw[];
  misses: RuleMiss[];
}

// The kernel refuses rules that lead in a circle; a pasted dump may hold some.
const MOST_RULES = 500_000;
const DEEPEST = 1_000;
const NO_DRAWS: readonly StatisticDraw[] = [];
const NO_MISSES: readonly RuleMiss[] = [];
// A chain may hold a hundred thousand rules that ask sets; beyond this many nobody is told why they did not match.
const MOST_MISSES = 1_000;

/** Walks a table's chain rule by rule (linux net/ipv4/netfilter/ip_tables.c: ipt_do_table), reporting hits and ends. */
export function walkTable(walk: Walk): WalkResult {
  const { hook, table, base, emit } = walk;
  let frame: Frame = opened(base, walk.context.headers);
  const stack: Frame[] = [];
  let missedAsking = 0;
  // How often rules asked what the recorded context does not hold.
  let questions = 0;
  let lastDrawn: number | null = null;
  const evidence = {
    ...walk.context,
    get surroundings() {
      questions++;
      return walk.surroundings;
    },
    draw(probability: number): number {
      const drawn = lastDrawn ?? walk.random();
      frame.draws.push({ rule: frame.next, probability, drawn });
      return drawn;
    },
  };
  let visited = 0;
  let isUntracked = false;
  const now = (): WalkedPacket => ({ packet: evidence.headers, mark: evidence.mark });

  const end = (
    verdict: Verdict,
    cause: Cause | null,
    how: { readonly byPolicy?: boolean; readonly rejectWith?: string } = {},
  ): WalkResult => {
    const { byPolicy = false, rejectWith = null } = how;
    const { misses } = frame;
    const draws = frame.draws.length === 0 ? {} : { draws: frame.draws };
    const left = { hook, table: table.name, verdict, byPolicy, visited, ...draws, misses };
    emit({ kind: "table-left", ...left });
    return { verdict, cause, rejectWith, ...now(), isUntracked };
  };
  const here = (): Cause => ({ table: table.name, chain: frame.chain.name, rule: frame.next });
  const policy = (): WalkResult => {
    const cause: Cause = { table: table.name, chain: base.name, rule: null };
    return base.policy === "DROP"
      ? end("drop", cause, { byPolicy: true })
      : end("accept", null, { byPolicy: true });
  };
  const hit = (verdict: RuleVerdict): void => {
    const { chain, next, tried, draws, misses } = frame;
    emit({
      kind: "rule-hit",
      table: table.name,
      chain: chain.name,
      rule: next,
      verdict,
      visited: tried,
      draws: draws.length === 0 ? NO_DRAWS : draws,
      misses: misses.length === 0 ? NO_MISSES : misses,
    });
    frame.tried = 0;
    frame.draws = [];
    frame.misses = [];
  };
  const leave = (by: "end" | "return"): boolean => {
    const { chain, tried, draws, misses } = frame;
    if (chain !== base) {
      const left = { table: table.name, chain: chain.name, by, visited: tried, draws, misses };
      emit({ kind: "chain-left", ...left });
      frame.misses = [];
    }
    const caller = stack.pop();
    if (caller === undefined) return false;
    frame = caller;
    return true;
  };

  const note = (match: Match): void => {
    // Telling why draws nothing anew.
    const { draws } = frame;
    lastDrawn = draws.at(-1)?.drawn ?? null;
    frame.draws = [];
    frame.misses.push({ rule: frame.next, ...formOf(match).miss(match, evidence) });
    frame.draws = draws;
    lastDrawn = null;
  };

  for (;;) {
    // A kernel tries the rules between, so they are counted.
    const missed = (frame.candidates?.(frame.next) ?? frame.next) - frame.next;
    if (missed > 0 && visited + missed <= MOST_RULES) {
      frame.next += missed;
      frame.tried += missed;
      visited += missed;
    }
    const rule = frame.chain.rules[frame.next];
    if (rule === undefined) {
      if (leave("end")) continue;
      return policy();
    }
    frame.next++;
    frame.tried++;
    visited++;
    const before = questions;
    const held = visited > MOST_RULES ? "unknown" : ruleHolds(rule, evidence);
    if (held === "unknown") return end("unknown", here());
    if (held !== "holds") {
      if (questions > before && missedAsking++ < MOST_MISSES) note(held);
      continue;
    }
    const act = actOf(rule, walk, evidence);
    switch (act.kind) {
      case "continue":
        hit({ kind: act.kind });
        break;
      case "accept":
        hit({ kind: act.kind });
        return end("accept", null);
      case "drop":
        hit({ kind: act.kind });
        return end("drop", here());
      case "return":
        hit({ kind: act.kind });
        if (leave("return")) break;
        return policy();
      case "reject":
        walk.answer?.(now(), act.with);
        hit(act);
        return end("reject", here(), { rejectWith: act.with });
      case "jump":
      case "goto": {
        const chain = chainNamed(table, act.chain);
        if (chain === null || stack.length > DEEPEST) return end("unknown", here());
        hit(act);
        if (act.kind === "jump") stack.push(frame);
        frame = opened(chain, evidence.headers);
        break;
      }
      case "mark":
        hit({ kind: "continue" });
        if (act.mark !== evidence.mark) emit({ kind: "packet-marked", mark: act.mark });
        evidence.mark = act.mark;
        break;
      case "mark-connection":
        hit({ kind: "continue" });
        walk.markConnection(act.mark);
        break;
      case "set-ttl":
        hit({ kind: "continue" });
        if (act.ttl !== evidence.headers.ttl) emit({ kind: "ttl-set", ttl: act.ttl });
        evidence.headers = { ...evidence.headers, ttl: act.ttl };
        break;
      case "set-segment-size":
        hit({ kind: "continue" });
        emit({ kind: "segment-size-set", maximumSegment: act.maximumSegment });
        evidence.headers = announcing(evidence.headers, act.maximumSegment);
        break;
      case "untrack":
        hit({ kind: "continue" });
        isUntracked = true;
        break;
      case "translate": {
        if (walk.translate === null) return end("unknown", here());
        if (act.range === null) {
          hit({ kind: "drop" });
          return end("drop", here());
        }
        hit(walk.translate(act.range));
        return end("accept", null);
      }
      case "queue":
        // linux net/netfilter/nf_queue.c: nf_queue, where no program listens.
        hit(act);
        return act.bypass ? end("accept", null) : end("drop", here());
      case "unknown":
        return end("unknown", here());
    }
  }
}

function actOf(
  { target }: Rule,
  { hook, surroundings }: Walk,
  { headers, mark, input, output }: WalkContext,
): Act {
  if (target === null) return CONTINUE;
  const at: Acting = {
    hook,
    packet: headers,
    mark,
    connectionMark: surroundings.connection?.mark ?? null,
    input,
    output,
    view: surroundings.view,
    wayMtu: surroundings.wayMtu,
  };
  return targetFormOf(target).act(target, at);
}

function opened(chain: Chain, packet: Packet): Frame {
  const candidates = candidatesOf(chain, packet);
  return { chain, candidates, next: 0, tried: 0, draws: [], misses: [] };
}
