import type { ChainHeader } from "../../../trace/header.js";
import type { RuleMiss, StatisticDraw, WalkContext } from "../../../trace/event/netfilter-event.js";
import type { PacketState, Walk, WalkedChain } from "../../../trace/state.js";
import type { ViewInput } from "../input.js";

/** A rule of the chain that is looked at, and what became of it. */
export interface RuleRow {
  /** `nat/KUBE-SERVICES/3`: by this the caller hands over why it was missed. */
  readonly key: string;
  readonly table: string;
  readonly chain: string;
  /** From 1. */
  readonly rule: number;
  /** As `iptables-save` writes it, without `-A CHAIN`. */
  readonly text: string;
  readonly owner: string;
  readonly status: "hit" | "missed" | "unreached";
  /** Whether it is the last rule that matched. */
  readonly isLast: boolean;
  /** What the walk knew of the packet when the rule was tried. */
  readonly context: WalkContext;
  readonly draw: StatisticDraw | null;
  /** Why it was missed, as far as the trace says so. */
  readonly miss: RuleMiss | null;
}

/** The chain that a walk shows, with all its rules. */
export interface ChainRows {
  readonly walk: Walk;
  readonly chain: WalkedChain;
  readonly policy: ChainHeader["policy"];
  readonly rows: readonly RuleRow[];
}

/** The rows of the chain where the walk is, or ended; null where the state does not hold it. */
export function chainRows({ trace, after }: ViewInput, packet: PacketState): ChainRows | null {
  const walk = packet.pass?.walk;
  const chain = walk?.chains[walk.shown];
  if (walk === null || walk === undefined || chain === undefined) return null;
  const { texts } = trace.header;
  const set = after.ruleSets.find(
    ({ namespace, family }) =>
      namespace === packet.pass?.namespace && family === walk.context.headers.family,
  );
  const found = set?.tables
    .find(({ name }) => name === walk.table)
    ?.chains.find(({ name }) => name === chain.chain);
  if (found === undefined) return null;
  const rows = found.rules.map((index, place): RuleRow => {
    const rule = place + 1;
    const hit = chain.hits.some((one) => one.rule === rule);
    return {
      key: `${walk.table}/${chain.chain}/${rule}`,
      table: walk.table,
      chain: chain.chain,
      rule,
      text: texts[index] ?? "",
      owner: found.owners[place] ?? "",
      status: hit ? "hit" : rule <= chain.tried ? "missed" : "unreached",
      isLast: hit && chain.hits.at(-1)?.rule === rule,
      context: { ...walk.context, mark: markAt(chain, rule) },
      draw: chain.draws.find((draw) => draw.rule === rule) ?? null,
      miss: chain.misses.find((miss) => miss.rule === rule) ?? null,
    };
  });
  return { walk, chain, policy: found.policy, rows };
}

// The mark when a rule was tried: that of the next hit, or the last one.
function markAt(chain: WalkedChain, rule: number): number {
  return chain.hits.find((hit) => hit.rule >= rule)?.mark ?? chain.lastMark;
}
