import { required } from "../../base/assert.js";
import type { Scenario } from "../../cluster/scenario.js";
import { EMPTY_NETWORK, applyStep } from "../../network/set-up/apply-step.js";
import type { SetUpStep } from "../../network/set-up/set-up-step.js";
import { setUpSteps } from "../../network/set-up/set-up-steps.js";
import type { Network } from "../../network/network.js";
import type { World } from "../world.js";
import { hostRules } from "./scenario-network.js";
import type { ScenarioNetwork } from "./scenario-network.js";

/** How a play builds its network: the steps that are left, and what comes of them. */
export interface BuildPlan {
  readonly steps: readonly SetUpStep[];
  /** What there is before the first step: namespaces with nothing in them. */
  readonly start: Network;
  readonly goal: Network;
  readonly rules: ScenarioNetwork["rules"];
}

/** Whether the play begins with empty namespaces, and builds its network step by step. */
export function isBuilt({ play }: Scenario): boolean {
  const first = play.find(({ kind }) => kind === "change");
  return first?.kind === "change" && first.change.kind === "build";
}

/** Takes everything out of a world's namespaces again, and says how it comes back. */
export function emptyWorld(
  world: World,
  { network: goal, rules }: Pick<ScenarioNetwork, "network" | "rules">,
): BuildPlan {
  const steps = setUpSteps(goal, hostRules(rules));
  // A namespace has its devices from later steps; that it is there, the reader has to see from the start.
  const start = steps
    .filter(({ kind }) => kind === "add-namespace")
    .reduce(applyStep, EMPTY_NETWORK);
  for (const namespace of start.namespaces) {
    const { host } = required(world.stacks.get(namespace.id), `the stack of ${namespace.id}`);
    host.change(namespace);
    host.register(null);
  }
  return { steps, start, goal, rules };
}
