import type { Branch } from "../../trace/exploration.js";
import type { PacketId } from "../../trace/id.js";
import type { Trace } from "../../trace/trace.js";
import { fractionText, minus, ONE, plus, ZERO } from "../../base/fraction.js";
import type { Fraction } from "../../base/fraction.js";
import { choicesOf } from "./choices-of.js";
import { drawnIn } from "./drawn.js";
import type { Drawn } from "./drawn.js";
import { fateOf } from "./fate-of.js";
import type { LedDraw } from "./led-random.js";
import { isBelow, weightOf } from "./weigh.js";

/** A play that ends with the request, with these draws in place of chance's own. */
export type Replay = (lead: readonly LedDraw[]) => Trace;

/** A branch, and the draws that lead the play into it. */
export interface LedBranch {
  readonly branch: Branch;
  readonly lead: readonly LedDraw[];
}

/** The branches of a packet, and what those weigh that were too many to be played. */
export interface Branches {
  readonly branches: readonly LedBranch[];
  readonly unplayed: Fraction;
}

interface Run {
  readonly lead: readonly LedDraw[];
  readonly trace: Trace;
  /** The first of the packet's draws that has not been turned in another run. */
  readonly from: number;
}

// Above every probability but 1, and below 1: 2³¹ and 32 bits of chance.
const MISSES = 1 - 2 ** -32;

/** Plays a request once for every way in which chance can decide about one of its packets. */
export function branchesOf(
  played: Trace,
  packet: PacketId,
  {
    replay,
    lead,
    most,
  }: { readonly replay: Replay; readonly lead: readonly LedDraw[]; readonly most: number },
): Branches {
  const found: (LedBranch & { readonly turns: readonly boolean[] })[] = [];
  const open: Run[] = [{ lead, trace: played, from: 0 }];
  for (let next = 0; next < open.length && next < most; next++) {
    const run = open[next];
    if (run === undefined) break;
    const draws = drawnIn(run.trace.events).filter((draw) => draw.packet === packet);
    const branch = branchOf(run.trace, packet, draws, next === 0);
    found.push({ branch, lead: run.lead, turns: draws.map(isBelow) });
    for (const [at, draw] of draws.entries()) {
      // Each way is turned into from one run alone, so that none is found twice; only so many are played.
      if (at < run.from || isSure(draw) || open.length >= most) continue;
      const { namespace, index } = draw;
      const turned = [...run.lead, { namespace, index, drawn: isBelow(draw) ? MISSES : 0 }];
      open.push({ lead: turned, trace: replay(turned), from: at + 1 });
    }
  }
  const branches = found
    .toSorted((a, b) => inOrder(a.turns, b.turns))
    .map(({ branch, lead: own }, index) => ({
      branch: { ...branch, number: index + 1 },
      lead: own,
    }));
  const weight = branches.reduce(
    (sum, { branch }) => plus(sum, weightOf(branch.choices, "probability")),
    ZERO,
  );
  return { branches, unplayed: minus(ONE, weight) };
}

function branchOf(
  trace: Trace,
  packet: PacketId,
  draws: readonly Drawn[],
  isPlayed: boolean,
): Branch {
  const choices = choicesOf(trace.events, packet, draws);
  return {
    number: 0,
    choices,
    probability: fractionText(weightOf(choices, "probability")),
    intended: fractionText(weightOf(choices, "intended")),
    ...fateOf(trace, packet),
    isPlayed,
  };
}

function isSure({ probability }: Drawn): boolean {
  return probability <= 0 || probability >= 1;
}

// In the order of the rules: who is taken by the first of them comes first.
function inOrder(a: readonly boolean[], b: readonly boolean[]): number {
  const at = a.findIndex((turn, index) => turn !== b[index]);
  return at === -1 ? 0 : Number(b[at] ?? false) - Number(a[at] ?? false);
}
