import type { Scenario } from "../../cluster/scenario.js";
import { setUpSteps } from "../../network/set-up/set-up-steps.js";
import type { SetUpStep } from "../../network/set-up/set-up-step.js";
import { stepNamespaces } from "../../network/set-up/step-namespaces.js";
import { hostRules, scenarioNetwork } from "../../simulation/set-up/scenario-network.js";
import { startCoredns } from "../../simulation/set-up/start-coredns.js";
import { Failure } from "../failure.js";

/** How the scenario's network, with the rules at the start of its play, is built. */
export function scenarioSteps(declared: Scenario): readonly SetUpStep[] {
  const { scenario } = startCoredns(declared, null);
  const { network, rules } = scenarioNetwork(scenario);
  return setUpSteps(network, hostRules(rules));
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
