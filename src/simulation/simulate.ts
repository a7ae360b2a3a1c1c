import { createRandom } from "../base/random.js";
import type { Scenario } from "../cluster/scenario.js";
import type { Exploration } from "../trace/exploration.js";
import type { Replay } from "./explore/branches-of.js";
import { exploreRequest } from "./explore/explore-request.js";
import { ledRandom } from "./explore/led-random.js";
import type { LedDraw } from "./explore/led-random.js";
import { playUntil } from "./explore/play-until.js";
import { resolveChoices } from "./explore/resolve-choices.js";
import type { ChosenBranch } from "./explore/resolve-choices.js";
import { playOnce } from "./play-once.js";
import type { PlayOptions, Simulated } from "./play-once.js";
import { playWired } from "./play-wired.js";

/** What may be chosen beside the scenario itself. */
export interface SimulationOptions extends Omit<PlayOptions, "explorations"> {
  /** The branch that a request shall take, in place of what chance or the scenario says. */
  readonly chosen?: ChosenBranch | null;
}

/** Plays a scenario: everything that happens, and the expectations that do not hold. The same scenario gives the same trace. */
export function simulate(declared: Scenario, options: SimulationOptions = {}): Simulated {
  const { chosen = null, ...others } = options;
  const playLed = led(others);
  const { lead, explorations, diagnostics } = resolveChoices(
    declared,
    (until, draws) => playLed(until, draws).trace,
    chosen,
  );
  const played = playLed(declared, lead, explorations);
  return { ...played, diagnostics: [...diagnostics, ...played.diagnostics] };
}

/** Everything that chance can make of a request, which is counted from 1, after the branch that was chosen; null where the scenario has fewer. */
export function explore(
  declared: Scenario,
  request: number,
  options: SimulationOptions = {},
): Exploration | null {
  const { chosen = null, ...others } = options;
  const until = playUntil(declared, request);
  if (until === null) return null;
  const playLed = led(others);
  const before = resolveChoices(until, (part, draws) => playLed(part, draws).trace, chosen);
  const replay: Replay = (draws) => playLed(until, draws).trace;
  return exploreRequest(request, replay, before).exploration;
}

type PlayLed = (
  scenario: Scenario,
  lead: readonly LedDraw[],
  explorations?: PlayOptions["explorations"],
) => Simulated;

function led(options: PlayOptions): PlayLed {
  return (scenario, lead, explorations = new Map()) =>
    playWired(scenario, options.wires ?? [], (part, whole) => {
      const random = ledRandom(options.random ?? createRandom(scenario.seed), lead);
      return playOnce(part, { ...options, random, explorations, whole });
    });
}
