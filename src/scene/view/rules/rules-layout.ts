import type { PacketState } from "../../../trace/state.js";
import { readableRule } from "../../rule-text.js";
import type { ViewInput } from "../input.js";
import type { ChainRows, RuleRow } from "./chain-rows.js";
import { fitRows } from "./fit-rows.js";
import type { Window } from "./fit-rows.js";

const NARROW = 480;
const TIGHT = 400;
const HEAD = 34;
const CALL = 17;
const MOST_CALLS = 3;
const ONE_LINE = 24;
const TWO_LINES = 40;
const MORE = 18;
const GAP = 10;
const FEWEST = 100;

/** Where the rows of a chain stand. */
export interface RulesLayout {
  readonly isNarrow: boolean;
  /** The calls that led to the chain, outermost first. */
  readonly calls: readonly {
    readonly chain: string;
    readonly rule: number;
    readonly target: string;
  }[];
  /** How many calls are left out. */
  readonly hiddenCalls: number;
  readonly indent: number;
  /** Where the chain's own name stands. */
  readonly nameY: number;
  readonly window: Window;
  readonly tops: readonly number[];
  readonly heights: readonly number[];
  readonly aboveY: number;
  readonly belowY: number;
  readonly policyY: number | null;
  /** The end of the rows. */
  readonly bottom: number;
  /** The height of the panel with the packet's headers. */
  readonly panel: number;
}

/** The height of the panel with the packet's headers. */
export function panelHeight(width: number): number {
  return width < NARROW ? 124 : 82;
}

/** Whether a rule list is drawn for a small screen. */
export function isNarrow(width: number): boolean {
  return width < NARROW;
}

/** Lays out the chain around the rule that the walk is at. */
export function layoutRules(input: ViewInput, shown: ChainRows): RulesLayout {
  const { width, height, scroll = 0 } = input;
  const { rows, chain, policy, walk } = shown;
  const all = callsTo(shown);
  const calls = all.slice(-MOST_CALLS);
  const panel = panelHeight(width);
  const nameY = HEAD + calls.length * CALL + 16;
  const top = nameY + 9;
  const policyRoom = policy === null ? 0 : ONE_LINE;
  const room = Math.max(FEWEST, height - panel - GAP - 12 - top - policyRoom);
  const heights = rows.map((row) => rowHeight(row, input));
  const last = rows.findIndex(({ isLast }) => isLast);
  const hasEnded = chain.left === "end" || (walk?.byPolicy === true && chain.depth === 0);
  const anchor = (hasEnded || last === -1 ? Math.max(0, chain.tried - 1) : last) + scroll;
  const window = fitRows(heights, anchor, room, MORE);
  let y = top + (window.from > 0 ? MORE : 0);
  const tops = heights.map((own, index) => {
    if (index < window.from || index >= window.to) return 0;
    y += own;
    return y - own;
  });
  const belowY = y + 14;
  if (window.to < rows.length || rows.length === 0) y += MORE;
  const policyY = policy === null ? null : y;
  if (policy !== null) y += ONE_LINE;
  return {
    isNarrow: isNarrow(width),
    calls,
    hiddenCalls: all.length - calls.length,
    indent: calls.length * 12,
    nameY,
    window,
    tops,
    heights,
    aboveY: top + 13,
    belowY,
    policyY,
    bottom: y,
    panel,
  };
}

/** Whether the rows must be low: then only what matched has its comment, and a reason stands in the target's place. */
export function isTight({ width, height }: ViewInput): boolean {
  return !isNarrow(width) && height < TIGHT;
}

/** Whether a row has a second line: its comment, what was drawn, or why it was missed. */
export function hasSecondLine(row: RuleRow, input: ViewInput): boolean {
  if (row.count > 1) return false;
  if (isNarrow(input.width)) return true;
  const { comment } = readableRule(row.text);
  if (row.status === "unknown") return true;
  if (isTight(input)) return row.isLast && (comment !== null || row.draw !== null);
  const miss = row.status === "missed" ? input.misses?.[row.key] : undefined;
  return row.draw !== null || miss !== undefined || comment !== null;
}

function rowHeight(row: RuleRow, input: ViewInput): number {
  return hasSecondLine(row, input) ? TWO_LINES : ONE_LINE;
}

function callsTo({ walk, chain }: ChainRows): RulesLayout["calls"] {
  const calls: { chain: string; rule: number; target: string }[] = [];
  if (walk === null) return calls;
  let place = walk.chains.indexOf(chain);
  for (;;) {
    const called = walk.chains[place];
    const from = called?.from;
    if (called === undefined || from === null || from === undefined) return calls.reverse();
    calls.push({ ...from, target: called.chain });
    // Chains are entered after the chain that calls them, so the caller is the last of its name before.
    place = walk.chains.slice(0, place).findLastIndex((one) => one.chain === from.chain);
  }
}

/** What a picture of a packet without a walk is about. */
export type RulesSubject = "chain" | "connection" | "routes";

/** Places that decide nothing. */
const BETWEEN: ReadonlySet<string> = new Set(["ingress", "defrag", "xfrm", "qdisc", "bridge"]);
const ROUTES: ReadonlySet<string> = new Set(["routing", "reroute"]);

/** What decided last: a chain, the connection's entry, or a route. */
export function subjectOf(packet: PacketState): RulesSubject {
  const { pass } = packet;
  const last = pass?.stations.findLast(({ station }) => !BETWEEN.has(station));
  if (pass === null || last === undefined || pass.namespace !== packet.place.namespace) {
    return "routes";
  }
  const isConntrack = last.station === "conntrack" || last.station === "confirm";
  const isBound =
    last.station === "nat" &&
    (last.result === "skipped" || (last.result === "changed" && pass.walk?.table !== "nat"));
  if (ROUTES.has(last.station)) return "routes";
  if (pass.connection !== null && (isConntrack || isBound)) return "connection";
  return pass.walk === null ? (pass.connection === null ? "routes" : "connection") : "chain";
}
