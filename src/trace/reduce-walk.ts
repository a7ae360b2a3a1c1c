import type { NetfilterEvent, RuleMiss, StatisticDraw } from "./event/netfilter-event.js";
import type { Walk, WalkedChain } from "./state.js";

type EventOf<Kind extends NetfilterEvent["kind"]> = NetfilterEvent & { readonly kind: Kind };

/** A table's walk at its first rule. */
export function walkBegun(event: EventOf<"table-entered">): Walk {
  const { hook, table, context, chain } = event;
  const first = openedChain(chain, null, 0, context.mark);
  return {
    hook,
    table,
    context,
    stack: [0],
    chains: [first],
    shown: 0,
    verdict: null,
    byPolicy: false,
    visited: 0,
  };
}

/** The walk with its verdict. What was tried since the last hit was tried in the innermost open chain. */
export function walkEnded(walk: Walk, event: EventOf<"table-left">): Walk {
  const { verdict, byPolicy, visited } = event;
  const place = walk.stack.at(-1);
  const chain = place === undefined ? undefined : walk.chains[place];
  const ended = { ...walk, verdict, byPolicy, visited };
  if (place === undefined || chain === undefined) return ended;
  const tried = chain.tried + Math.max(0, visited - walk.visited);
  const left = byPolicy ? "end" : chain.left;
  return {
    ...ended,
    chains: walk.chains.with(place, {
      ...chain,
      tried,
      left,
      misses: withMisses(chain, event.misses),
    }),
  };
}

/** The walk after a rule matched; a jump opens a chain above this one, a goto in its place. */
export function ruleHit(walk: Walk, event: EventOf<"rule-hit">, mark: number): Walk {
  const place = placeOf(walk, event.chain);
  const chain = place === null ? undefined : walk.chains[place];
  if (place === null || chain === undefined) return walk;
  const { rule, verdict, visited } = event;
  const hit: WalkedChain = {
    ...chain,
    hits: [...chain.hits, { rule, verdict, mark }],
    tried: rule,
    draws: withDraws(chain, event.draws),
    misses: withMisses(chain, event.misses),
  };
  const after = {
    ...walk,
    chains: walk.chains.with(place, hit),
    shown: place,
    visited: walk.visited + visited,
  };
  if (verdict.kind !== "jump" && verdict.kind !== "goto") return after;
  const opened = openedChain(verdict.chain, { chain: chain.chain, rule }, chain.depth + 1, mark);
  const below = walk.stack.slice(0, walk.stack.indexOf(place) + (verdict.kind === "jump" ? 1 : 0));
  return {
    ...after,
    chains: [...after.chains, opened],
    stack: [...below, after.chains.length],
  };
}

/** The walk after it came to a chain's end, or to a RETURN. */
export function chainLeft(walk: Walk, event: EventOf<"chain-left">): Walk {
  const place = placeOf(walk, event.chain);
  const chain = place === null ? undefined : walk.chains[place];
  if (place === null || chain === undefined) return walk;
  const left: WalkedChain = {
    ...chain,
    tried: chain.tried + event.visited,
    draws: withDraws(chain, event.draws),
    misses: withMisses(chain, event.misses),
    left: event.by,
  };
  return {
    ...walk,
    chains: walk.chains.with(place, left),
    stack: walk.stack.slice(0, walk.stack.indexOf(place)),
    shown: place,
    visited: walk.visited + event.visited,
  };
}

/** The walk after the packet got another mark: every chain that is open tries its next rules with it. */
export function markChanged(walk: Walk, mark: number): Walk {
  if (walk.verdict !== null) return walk;
  const open = new Set(walk.stack);
  return {
    ...walk,
    chains: walk.chains.map((chain, index) =>
      open.has(index) ? { ...chain, lastMark: mark } : chain,
    ),
  };
}

function openedChain(
  chain: string,
  from: WalkedChain["from"],
  depth: number,
  mark: number,
): WalkedChain {
  return {
    chain,
    from,
    depth,
    hits: [],
    tried: 0,
    draws: [],
    misses: [],
    mark,
    lastMark: mark,
    left: null,
  };
}

// The innermost open chain of that name.
function placeOf(walk: Walk, name: string): number | null {
  return walk.stack.findLast((index) => walk.chains[index]?.chain === name) ?? null;
}

function withDraws(chain: WalkedChain, draws: readonly StatisticDraw[]): readonly StatisticDraw[] {
  return draws.length === 0 ? chain.draws : [...chain.draws, ...draws];
}

function withMisses(chain: WalkedChain, misses: readonly RuleMiss[]): readonly RuleMiss[] {
  return misses.length === 0 ? chain.misses : [...chain.misses, ...misses];
}
