import { required } from "../../base/assert.js";
import type { Change } from "../../cluster/change.js";
import type { Scenario } from "../../cluster/scenario.js";
import { joinNetwork } from "../../network/network.js";
import type { Network } from "../../network/network.js";
import { knowNeighbours } from "../../network/neighbour/known-neighbours.js";
import { EMPTY_NETWORK, applyStep } from "../../network/set-up/apply-step.js";
import { builtWith } from "../../network/set-up/built-with.js";
import { isLoading } from "../../network/set-up/is-loading.js";
import type { SetUpStep } from "../../network/set-up/set-up-step.js";
import { setUpSteps } from "../../network/set-up/set-up-steps.js";
import { stepNamespaces } from "../../network/set-up/step-namespaces.js";
import { wiresOf } from "../wires.js";
import type { World } from "../world.js";
import { namespaceOfActor } from "./actor-namespace.js";
import { hostRules } from "./scenario-network.js";
import type { ScenarioNetwork } from "./scenario-network.js";

/** How a play builds its network: the steps that are left, and what comes of them. */
export interface BuildPlan {
  readonly steps: readonly SetUpStep[];
  /** What there is before the first step: namespaces with nothing in them, and all that the play does not build. */
  readonly start: Network;
  readonly goal: Network;
  readonly rules: ScenarioNetwork["rules"];
}

/** Whether the play begins with empty namespaces, and builds its network step by step. */
export function isBuilt(scenario: Scenario): boolean {
  return buildOf(scenario) !== null;
}

/** The steps that the play tells as it builds its network; none where it does not. */
export function builtSteps(
  scenario: Scenario,
  { network, rules }: Pick<ScenarioNetwork, "network" | "rules">,
): readonly SetUpStep[] {
  const build = buildOf(scenario);
  return build === null
    ? []
    : setUpSteps(network, hostRules(rules)).filter(toldBy(build, scenario, network));
}

/** Takes out of a world's namespaces what the play builds, and says how it comes back. */
export function emptyWorld(
  scenario: Scenario,
  world: World,
  {
    network: goal,
    rules,
    clusterSegments,
  }: Pick<ScenarioNetwork, "network" | "rules" | "clusterSegments">,
): BuildPlan {
  const build = required(buildOf(scenario), "a build");
  const isTold = toldBy(build, scenario, goal);
  const all = setUpSteps(goal, hostRules(rules));
  const steps = all.filter(isTold);
  // A namespace has its devices from later steps; that it is there, the reader has to see from the start.
  const start = all
    .filter((step) => step.kind === "add-namespace" || !isTold(step))
    .reduce(applyStep, EMPTY_NETWORK);
  const touched = new Set(steps.flatMap(stepNamespaces));
  const loading = new Set(steps.filter(isLoading).flatMap(stepNamespaces));
  for (const namespace of start.namespaces) {
    if (!touched.has(namespace.id)) continue;
    const { host } = required(world.stacks.get(namespace.id), `the stack of ${namespace.id}`);
    host.change(namespace);
    if (loading.has(namespace.id)) host.register(null);
  }
  // What has been running knows those who are there; what is built now knows nobody.
  const { segments } = joinNetwork(start.namespaces, goal.segments);
  knowNeighbours(
    new Map([...world.stacks].map(([id, { host }]) => [id, host])),
    segments.filter(({ id }) => clusterSegments.has(id)),
    wiresOf(world),
  );
  return { steps, start, goal, rules };
}

type Build = Change & { readonly kind: "build" };

function buildOf({ play }: Scenario): Build | null {
  const first = play.find(({ kind }) => kind === "change");
  return first?.kind === "change" && first.change.kind === "build" ? first.change : null;
}

function toldBy(
  { only }: Build,
  scenario: Scenario,
  network: Network,
): (step: SetUpStep) => boolean {
  if (only.length === 0) return () => true;
  return builtWith(network, new Set(only.map((actor) => namespaceOfActor(scenario, actor))));
}
