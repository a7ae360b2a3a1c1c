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
import { otherWays, wayOf, weightOf } from "./weigh.js";

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
  const found: (LedBranch & { readonly ways: readonly number[] })[] = [];
  const open: Run[] = [{ lead, trace: played, from: 0 }];
  for (let next = 0; next < open.length && next < most; next++) {
    const run = open[next];
    if (run === undefined) break;
    const draws = drawnIn(run.trace.events).filter((draw) => draw.packet === packet);
    const branch = branchOf(run.trace, packet, draws, next === 0);
    found.push({ branch, lead: run.lead, ways: draws.map(wayOf) });
    for (const [at, draw] of draws.entries()) {
      // Each way is turned into from one run alone, so that none is found twice; only so many are played.
      if (at < run.from) continue;
      const { namespace, index } = draw;
      for (const drawn of otherWays(draw).slice(0, most - open.length)) {
        const turned = [...run.lead, { namespace, index, drawn }];
        open.push({ lead: turned, trace: replay(turned), from: at + 1 });
      }
    }
  }
  const branches = found
    .toSorted((a, b) => inOrder(a.ways, b.ways))
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

// In the order of the rules: who is taken by the first of them comes first.
function inOrder(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((way, index) => way !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
