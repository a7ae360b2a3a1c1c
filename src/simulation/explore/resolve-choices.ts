import { errorAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";
import type { Pick, Scenario } from "../../cluster/scenario.js";
import type { Branch, Exploration } from "../../trace/exploration.js";
import type { Replay } from "./branches-of.js";
import { exploreRequest } from "./explore-request.js";
import type { Explored } from "./explore-request.js";
import type { LedDraw } from "./led-random.js";
import { picked, pickText } from "./pick.js";
import { playUntil } from "./play-until.js";

/** What a scenario says of chance, worked out: the draws that its picks lead, and what its explorations find. */
export interface Choices {
  readonly lead: readonly LedDraw[];
  /** By the number of the request, from 1. */
  readonly explorations: ReadonlyMap<number, Exploration>;
  readonly diagnostics: readonly Diagnostic[];
}

/** A choice from outside the scenario: the branch of a request, both counted from 1. */
export interface ChosenBranch {
  readonly request: number;
  readonly branch: number;
}

/** Plays a scenario up to one request, led by draws. */
export type ReplayUntil = (until: Scenario, lead: readonly LedDraw[]) => ReturnType<Replay>;

const NOTHING: Choices = { lead: [], explorations: new Map(), diagnostics: [] };

/** Works out picks and explorations, one request after the other: each is played after those before it were chosen. */
export function resolveChoices(
  scenario: Scenario,
  replay: ReplayUntil,
  chosen: ChosenBranch | null,
): Choices {
  return wishesOf(scenario, chosen).reduce<Choices>((done, wish) => {
    const until = playUntil(scenario, wish.request);
    if (until === null) return done;
    const explored = exploreRequest(wish.request, (lead) => replay(until, lead), done);
    const led = wish.pick === null ? null : picked(wish.pick, explored);
    const explorations = wish.isExplored
      ? new Map(done.explorations).set(wish.request, withPlayed(explored, led?.branch ?? null))
      : done.explorations;
    const diagnostics =
      wish.pick !== null && led === null
        ? [...done.diagnostics, notPossible(wish.pick, wish.span, explored)]
        : done.diagnostics;
    return { lead: led?.lead ?? done.lead, explorations, diagnostics };
  }, NOTHING);
}

interface Wish {
  readonly request: number;
  readonly pick: Pick | null;
  /** Where the pick stands; the request, where it came from outside. */
  readonly span: SourceSpan;
  readonly isExplored: boolean;
}

function wishesOf({ play }: Scenario, chosen: ChosenBranch | null): readonly Wish[] {
  const wishes: Wish[] = [];
  let request = 0;
  let pick: { readonly endpoint: Pick; readonly span: SourceSpan } | null = null;
  for (const item of play) {
    if (item.kind === "pick") pick = item;
    if (item.kind !== "request") continue;
    for (let time = 0; time < item.times; time++) {
      request++;
      const outside = chosen?.request === request ? chosen.branch : null;
      const said = outside === null ? (pick?.endpoint ?? null) : numbered(outside);
      const isExplored = item.isExplored === true && time === 0;
      if (said !== null || isExplored)
        wishes.push({ request, pick: said, span: pick?.span ?? item.span, isExplored });
    }
    pick = null;
  }
  return wishes;
}

function numbered(number: number): Pick {
  return { kind: "number", number };
}

// The play takes the branch that was picked, and not the one that chance would have.
function withPlayed({ exploration, own }: Explored, branch: Branch | null): Exploration {
  if (branch === null) return exploration;
  const isOwn = (each: Branch): boolean => own.some((led) => led.branch === each);
  const marked = (each: Branch): Branch =>
    isOwn(each) ? { ...each, isPlayed: each === branch } : each;
  const trees = exploration.trees.map((tree) => ({ ...tree, branches: tree.branches.map(marked) }));
  return { ...exploration, trees };
}

function notPossible(pick: Pick, span: SourceSpan, { exploration, own }: Explored): Diagnostic {
  const expected = own.flatMap(({ branch }) => branch.endpoint ?? []);
  const parameters = { endpoint: pickText(pick), command: exploration.command, expected };
  return errorAt(span, "pick-not-possible", parameters);
}
