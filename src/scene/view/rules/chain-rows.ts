import type { NamespaceId } from "../../../trace/id.js";
import { focusOf } from "../focus.js";
import type { RuleMiss, StatisticDraw, WalkContext } from "../../../trace/event/netfilter-event.js";
import { ruleNumber } from "../../../trace/listed-rules.js";
import type { PacketState, Walk, WalkedChain } from "../../../trace/state.js";
import type { ViewInput } from "../input.js";
import { chainOf } from "./chain-of.js";
import type { ShownChain } from "./chain-of.js";

/** A rule of the chain that is looked at, and what became of it. */
export interface RuleRow {
  /** `nat/KUBE-SERVICES/3`: by this the caller hands over why it was missed. */
  readonly key: string;
  readonly table: string;
  readonly chain: string;
  /** From 1; of rules that are not listed, the first. */
  readonly rule: number;
  /** How many rules it stands for: more than one where the trace does not list them. */
  readonly count: number;
  /** As `iptables-save` writes it, without `-A CHAIN`. */
  readonly text: string;
  readonly owner: string;
  /** `unknown` where the walk ended because it cannot be known what the kernel would do. */
  readonly status: "hit" | "missed" | "unreached" | "unknown";
  /** Whether it is the last rule that matched. */
  readonly isLast: boolean;
  /** What the walk knew of the packet when the rule was tried. */
  readonly context: WalkContext | null;
  readonly draw: StatisticDraw | null;
  /** Why it was missed, as far as the trace says so. */
  readonly miss: RuleMiss | null;
}

/** The chain that a walk shows, with all its rules. */
export interface ChainRows {
  /** The walk that the chain is shown from; null for a chain that the reader asked for and no walk has met. */
  readonly walk: Walk | null;
  readonly table: string;
  readonly chain: WalkedChain;
  readonly policy: ShownChain["policy"];
  readonly rows: readonly RuleRow[];
}

/** The rows of the chain where the walk is, or ended; null where the state does not hold it. */
export function chainRows(input: ViewInput, packet: PacketState): ChainRows | null {
  const walk = packet.pass?.walk;
  const chain = walk?.chains[walk.shown];
  if (walk === null || walk === undefined || chain === undefined) return null;
  const found = chainOf(input.after, {
    namespace: packet.pass?.namespace ?? null,
    family: walk.context.headers.family,
    table: walk.table,
    chain: chain.chain,
  });
  return found === null ? null : rowsOf(input, walk.table, chain, found, walk);
}

/** The rows of the chain that the reader asked for; null where the host has none of that name. */
export function selectedRows(input: ViewInput, host: NamespaceId | null): ChainRows | null {
  const { selected, after } = input;
  if (selected == null) return null;
  const packet = focusOf(input);
  const family = packet?.headers.family ?? "ipv4";
  const found = chainOf(after, { namespace: host, family, ...selected });
  if (found === null) return null;
  const walk = packet?.pass?.namespace === host ? (packet.pass.walk ?? null) : null;
  const walked =
    walk?.table === found.table
      ? walk.chains.findLast(({ chain }) => chain === selected.chain)
      : undefined;
  return walked === undefined
    ? rowsOf(input, found.table, notWalked(selected.chain), found, null)
    : rowsOf(input, found.table, walked, found, walk);
}

function notWalked(chain: string): WalkedChain {
  return {
    chain,
    from: null,
    depth: 0,
    hits: [],
    tried: 0,
    draws: [],
    misses: [],
    mark: 0,
    lastMark: 0,
    left: null,
  };
}

function rowsOf(
  { trace }: ViewInput,
  table: string,
  chain: WalkedChain,
  found: ShownChain,
  walk: Walk | null,
): ChainRows {
  const { texts } = trace.header;
  // The rule at which the walk ended without a verdict is the last that was tried.
  const isUnknown = (rule: number): boolean =>
    walk?.verdict === "unknown" &&
    walk.chains[walk.stack.at(-1) ?? walk.shown] === chain &&
    rule === chain.tried;
  const rowOf = (index: number, place: number): RuleRow => {
    const rule = ruleNumber(found, place);
    const hit = chain.hits.some((one) => one.rule === rule);
    return {
      key: `${table}/${chain.chain}/${rule}`,
      table,
      chain: chain.chain,
      rule,
      count: 1,
      text: texts[index] ?? "",
      owner: found.owners[place] ?? "",
      status: isUnknown(rule)
        ? "unknown"
        : hit
          ? "hit"
          : rule <= chain.tried
            ? "missed"
            : "unreached",
      isLast: hit && chain.hits.at(-1)?.rule === rule,
      context: walk === null ? null : { ...walk.context, mark: markAt(chain, rule) },
      draw: chain.draws.find((draw) => draw.rule === rule) ?? null,
      miss: chain.misses.find((miss) => miss.rule === rule) ?? null,
    };
  };
  const rows: RuleRow[] = [];
  let next = 1;
  for (const [place, index] of found.rules.entries()) {
    const row = rowOf(index, place);
    if (row.rule > next) rows.push(unlistedRow(table, chain, next, row.rule - next));
    rows.push(row);
    next = row.rule + 1;
  }
  const left = (found.listed?.of ?? 0) - next + 1;
  if (left > 0) rows.push(unlistedRow(table, chain, next, left));
  return { walk, table, chain, policy: found.policy, rows };
}

/** One row for rules that the trace does not list, because no packet met them. */
function unlistedRow(table: string, chain: WalkedChain, rule: number, count: number): RuleRow {
  return {
    key: `${table}/${chain.chain}/${rule}`,
    table,
    chain: chain.chain,
    rule,
    count,
    text: "",
    owner: "",
    status: rule <= chain.tried ? "missed" : "unreached",
    isLast: false,
    context: null,
    draw: null,
    miss: null,
  };
}

// The mark when a rule was tried: that of the next hit, or the last one.
function markAt(chain: WalkedChain, rule: number): number {
  return chain.hits.find((hit) => hit.rule >= rule)?.mark ?? chain.lastMark;
}
