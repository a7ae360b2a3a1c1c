import { createRandom } from "../../base/random.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { HostRules } from "../../network/set-up/host-rules.js";
import { setUpSteps } from "../../network/set-up/set-up-steps.js";
import type { SetUpStep } from "../../network/set-up/set-up-step.js";
import { stepNamespaces } from "../../network/set-up/step-namespaces.js";
import { NOMINAL_TIMES } from "../../simulation/nominal.js";
import { createWorld } from "../../simulation/set-up/create-world.js";
import { startCoredns } from "../../simulation/set-up/start-coredns.js";
import { Failure } from "../failure.js";

/** How the scenario's network, with the rules at the start of its play, is built. */
export function scenarioSteps(declared: Scenario): readonly SetUpStep[] {
  const { scenario } = startCoredns(declared, null);
  const { world, network } = createWorld(scenario, createRandom(scenario.seed), NOMINAL_TIMES);
  const rules = [...world.stacks.values()].map(({ id, host }): HostRules => ({
    namespace: id,
    ruleSets: Object.values(host.netfilter?.ruleSets ?? {}),
    ipsets: [],
  }));
  return setUpSteps(network, rules);
}

/** Those of the steps that are done on one host, by its name or its id; all of them for null. */
export function stepsOn(name: string | null, steps: readonly SetUpStep[]): readonly SetUpStep[] {
  if (name === null) return steps;
  const identities = steps.flatMap((step) =>
    step.kind === "add-namespace" ? [step.identity] : [],
  );
  const chosen = identities.filter((known) => known.name === name || known.id === name);
  if (chosen.length === 0) {
    throw new Failure("unknown-host", { name, known: identities.map((known) => known.name) });
  }
  return steps.filter((step) =>
    stepNamespaces(step).some((id) => chosen.some((known) => known.id === id)),
  );
}
