import type { NamespaceId } from "../../trace/id.js";
import { hostTables } from "../../network/host-tables.js";
import type { Namespace } from "../../network/namespace.js";
import { neighbourEntry } from "../../network/neighbour/neighbour-table.js";
import { applyStep } from "../../network/set-up/apply-step.js";
import { printStep } from "../../network/set-up/print-step.js";
import type { SetUpStep } from "../../network/set-up/set-up-step.js";
import { stepNamespaces } from "../../network/set-up/step-namespaces.js";
import { setTexts } from "../header/set-texts.js";
import { stackOf } from "../journey.js";
import type { BuildPlan } from "../set-up/build-plan.js";
import { hostNetfilter, NO_RULES } from "../set-up/host-netfilter.js";
import { changeHost } from "./change-host.js";
import type { ChangePlace } from "./change-host.js";
import { loadNftables, loadRules } from "./change-rules.js";

/** Where a network is built. */
export type BuildPlace = Omit<ChangePlace, "stack" | "span">;

/** Builds the network: every step is a command that somebody runs, and what is different after it. */
export function buildNetwork(place: BuildPlace, { steps, start, goal, rules }: BuildPlan): void {
  const { world } = place;
  const last = new Map(
    steps.flatMap((step) => stepNamespaces(step).map((id): [NamespaceId, SetUpStep] => [id, step])),
  );
  steps.reduce((network, step) => {
    // Namespaces are there from the start, so that the reader sees where things come to be.
    const next = step.kind === "add-namespace" ? network : applyStep(network, step);
    const changed = stepNamespaces(step);
    world.recorder.emit(changed[0] ?? null, null, {
      kind: "command-run",
      command: printStep(step),
    });
    for (const id of changed) {
      const isLast = last.get(id) === step;
      const namespace = (isLast ? goal : next).namespaces.find((known) => known.id === id);
      if (namespace !== undefined) takeStep(place, { step, namespace, isLast });
    }
    if (step.kind === "load-rules") {
      const loaded = rules.get(step.at.id)?.ruleSets[step.family];
      const stack = stackOf(world, step.at.id);
      if (loaded !== undefined) loadRules({ ...place, stack }, loaded);
    }
    if (step.kind === "load-nftables") {
      const loaded = rules.get(step.at.id)?.nftables;
      const stack = stackOf(world, step.at.id);
      if (loaded !== undefined) loadNftables({ ...place, stack }, loaded);
    }
    if (step.kind === "load-ipsets") loadSets(place, step.at.id, rules);
    if (step.kind === "load-ipvs") loadServers(place, step.at.id, rules);
    return next;
  }, start);
}

function takeStep(
  { world }: BuildPlace,
  {
    step,
    namespace,
    isLast,
  }: { readonly step: SetUpStep; readonly namespace: Namespace; readonly isLast: boolean },
): void {
  const stack = stackOf(world, namespace.id);
  const { host } = stack;
  // The many settings of a device are told when its namespace is complete.
  changeHost({ world, stack }, namespace, isLast ? "all" : "none");
  if (step.kind === "add-neighbour") {
    const { address, device } = step.neighbour;
    const entry = host.neighbours.get({ address, device });
    if (entry === null) return;
    const body = neighbourEntry(entry, world.scheduler.now());
    world.recorder.emit(stack.id, null, { kind: "neighbour-changed", entry: body });
  }
  if (step.kind === "add-forwarding") {
    const { forwardings } = hostTables(host);
    world.recorder.emit(stack.id, null, { kind: "tables-changed", tables: { forwardings } });
  }
}

function loadServers(
  { world, random }: BuildPlace,
  id: NamespaceId,
  rules: BuildPlan["rules"],
): void {
  const { host } = stackOf(world, id);
  const { virtualServers } = rules.get(id) ?? NO_RULES;
  const netfilter = host.netfilter ?? hostNetfilter(host.namespace, NO_RULES, random);
  netfilter.ipvs.load(virtualServers);
  host.register(netfilter);
  world.recorder.emit(id, null, { kind: "tables-changed", tables: { virtualServers } });
}

function loadSets({ world, random }: BuildPlace, id: NamespaceId, rules: BuildPlan["rules"]): void {
  const { host } = stackOf(world, id);
  const sets = rules.get(id)?.sets ?? NO_RULES.sets;
  const netfilter = host.netfilter ?? hostNetfilter(host.namespace, NO_RULES, random);
  host.register({ ...netfilter, sets });
  world.recorder.emit(id, null, { kind: "tables-changed", tables: { ipsets: setTexts(host) } });
}
