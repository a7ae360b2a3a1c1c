import { createRandom } from "../../src/base/random.js";
import type { FuzzFinding, FuzzOutcome, FuzzReport, FuzzTarget } from "./fuzz-target.js";

/** How a run goes. */
export interface FuzzRun {
  readonly count: number;
  readonly seed: number;
  /** Runs one try; a command may give it a time and end it with an error. */
  readonly guard?: (attempt: () => FuzzOutcome) => FuzzOutcome;
  /** After how many findings it ends. */
  readonly most?: number;
}

/** Tries a number of inputs, each of a seed and its own number alone, so that one can be tried again by itself. */
export function runFuzz<Input>(target: FuzzTarget<Input>, run: FuzzRun): FuzzReport {
  const { count, seed, guard = unguarded, most = Infinity } = run;
  const counted = { taken: 0, refused: 0, wrong: 0 };
  const findings: FuzzFinding[] = [];
  for (let index = 0; index < count && findings.length < most; index++) {
    const input = inputOf(target, seed, index);
    const outcome = tried(() => guard(() => target.check(input)));
    counted[outcome.kind]++;
    if (outcome.kind !== "wrong") continue;
    findings.push({ index, reason: outcome.reason, input: target.show(input) });
  }
  const { taken, refused } = counted;
  return { taken, refused, findings };
}

/** The input of a number in the run of a seed. */
export function inputOf<Input>(
  { name, make }: FuzzTarget<Input>,
  seed: number,
  index: number,
): Input {
  return make(createRandom(seed, `${name} ${index}`));
}

const unguarded = (attempt: () => FuzzOutcome): FuzzOutcome => attempt();

function tried(attempt: () => FuzzOutcome): FuzzOutcome {
  try {
    return attempt();
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind: "wrong", reason: `threw ${text}` };
  }
}
