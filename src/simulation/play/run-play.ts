import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import type { Random } from "../../base/random.js";
import type { Actor } from "../../cluster/actor.js";
import type { PlayItem, RuleExpectation, Scenario } from "../../cluster/scenario.js";
import type { Exploration } from "../../trace/exploration.js";
import { requestId } from "../../trace/id.js";
import type { NamespaceId } from "../../trace/id.js";
import type { Ended } from "../application/client.js";
import { buildNetwork } from "../change/build-network.js";
import { setUpstream } from "../change/set-upstream.js";
import { applyChange } from "../change/apply-change.js";
import type { TextPool } from "../header/text-pool.js";
import { stackOf } from "../journey.js";
import { changeCluster } from "../live/change-cluster.js";
import type { LivePlace } from "../live/live-place.js";
import { namespaceOfActor } from "../set-up/actor-namespace.js";
import type { BuildPlan } from "../set-up/build-plan.js";
import type { World } from "../world.js";
import { asFarAsKnown } from "./as-far-as-known.js";
import { checkExpectation } from "./check-expectation.js";
import { checkRule } from "./check-rule.js";
import { endLivePackets, runFor, runUntil } from "./run-until.js";
import type { PlayLimits } from "./run-until.js";
import { noteRequestEnd, startRequest } from "./start-request.js";
import type { RequestPlan } from "./start-request.js";

/** What a play is played in. */
export interface Theatre {
  readonly world: World;
  readonly scenario: Scenario;
  /** The scenario's cluster as it changes. */
  readonly live: LivePlace;
  readonly random: Random;
  readonly limits: PlayLimits;
  /** The texts that the trace's header holds. */
  readonly texts: TextPool;
  /** How the play builds its network; null where that was there from the start. */
  readonly build: BuildPlan | null;
  /** What chance could make of requests, by their numbers. */
  readonly explorations: ReadonlyMap<number, Exploration>;
}

/** Where the play stands: what was counted, and where the last request began. */
interface Progress {
  readonly chapters: number;
  readonly notes: number;
  readonly requests: number;
  /** The index of the last request's first event. */
  readonly since: number;
  readonly diagnostics: readonly Diagnostic[];
  /** A limit was reached, and the rest is not played. */
  readonly stopped: boolean;
  readonly isBuilt: boolean;
}

// Where the last request could not be made.
const NOTHING_SINCE = -1;

const BEGINNING: Progress = {
  chapters: 0,
  notes: 0,
  requests: 0,
  since: 0,
  diagnostics: [],
  stopped: false,
  isBuilt: false,
};

/** Plays the items one after the other; each request ends, and the network is quiet, before the next item begins. */
export function runPlay(theatre: Theatre): readonly Diagnostic[] {
  const { world, scenario } = theatre;
  const end = scenario.play.reduce(
    (progress, item) => (progress.stopped ? progress : playItem(theatre, item, progress)),
    BEGINNING,
  );
  endLivePackets(world, end.stopped ? "play-limit" : "end-of-play");
  return end.diagnostics;
}

function playItem(theatre: Theatre, item: PlayItem, progress: Progress): Progress {
  const { world, limits } = theatre;
  const { recorder } = world;
  switch (item.kind) {
    case "chapter":
      recorder.emit(null, null, { kind: "chapter-started", chapter: progress.chapters });
      return { ...progress, chapters: progress.chapters + 1 };
    case "note":
    case "ask":
      recorder.emit(null, null, { kind: "note-shown", note: progress.notes });
      return { ...progress, notes: progress.notes + 1 };
    case "pick":
      // Settled before the play began.
      return progress;
    case "wait":
      return runFor(world, item.microseconds, limits) ? progress : stopAt(item, progress, limits);
    case "request":
      return playRequests(theatre, item, progress);
    case "change":
      return playChange(theatre, item, progress);
    case "expect":
      return expectItem(theatre, item, progress);
  }
}

// One after the other; an expectation is about the last.
function playRequests(
  theatre: Theatre,
  item: PlayItem & { readonly kind: "request" },
  progress: Progress,
): Progress {
  let played = progress;
  for (let time = 0; time < item.times && !played.stopped; time++) {
    played = playRequest(theatre, item, played);
  }
  return played;
}

function playRequest(
  theatre: Theatre,
  item: PlayItem & { readonly kind: "request" },
  progress: Progress,
): Progress {
  const { world, limits } = theatre;
  const scenario = theatre.live.live.scenario();
  if (!isThere(world, namespaceOfActor(scenario, item.client)))
    return missing(item.span, item.client, progress);
  const requests = progress.requests + 1;
  const begun = { ...progress, requests, since: world.recorder.events.length };
  const { client, command } = item;
  const plan = { id: requestId(requests), client, command };
  tellExploration({ ...theatre, scenario }, plan);
  let hasEnded = false;
  const end = (ended: Ended): void => {
    // A program that was given up on may still hear something later.
    if (hasEnded) return;
    hasEnded = true;
    noteRequestEnd(
      { world, scenario },
      plan,
      asFarAsKnown(ended, world.recorder.events.slice(begun.since)),
    );
  };
  startRequest({ ...theatre, scenario }, plan, end);
  const at = world.scheduler.now() + limits.requestMicroseconds;
  const events = Math.min(begun.since + limits.requestEvents, limits.events);
  if (runUntil(world, () => hasEnded, { tasks: limits.tasks, at, events })) return begun;
  end({ outcome: "timed out", output: "", status: null });
  return stopAt(item, begun, limits, world.scheduler.isQuiet());
}

function tellExploration(
  { world, scenario, explorations }: Theatre,
  { id, client }: RequestPlan,
): void {
  const exploration = explorations.get(id);
  if (exploration === undefined) return;
  const namespace = namespaceOfActor(scenario, client);
  world.recorder.emit(namespace, null, { kind: "choices-explored", ...exploration });
}

function playChange(
  { world, live, random, texts, build }: Theatre,
  { change, span }: PlayItem & { readonly kind: "change" },
  progress: Progress,
): Progress {
  if (change.kind === "build") {
    // A second one finds everything built.
    if (build !== null && !progress.isBuilt) buildNetwork({ world, random, texts }, build);
    return { ...progress, isBuilt: true };
  }
  if (change.kind === "cluster") {
    changeCluster(live, change.change);
    return progress;
  }
  if (change.kind === "set-upstream") {
    setUpstream(world, live.live.scenario(), change);
    return progress;
  }
  const id = namespaceOfActor(live.live.scenario(), change.on);
  if (!isThere(world, id)) return missing(span, change.on, progress);
  const stack = stackOf(world, id);
  const mistakes = applyChange({ world, stack, span, random, texts }, change);
  return { ...progress, diagnostics: [...progress.diagnostics, ...mistakes] };
}

// A pod that is not wired yet, or is gone, runs nothing.
function isThere({ stacks, gone }: World, id: NamespaceId): boolean {
  return stacks.has(id) && !gone.has(id);
}

function missing(span: PlayItem["span"], { name }: Actor, progress: Progress): Progress {
  const diagnostics = [...progress.diagnostics, errorAt(span, "pod-not-there", { pod: name })];
  return { ...progress, since: NOTHING_SINCE, diagnostics };
}

function stopAt(
  { span }: PlayItem,
  progress: Progress,
  limits: PlayLimits,
  mayGoOn = false,
): Progress {
  const seconds = limits.requestMicroseconds / 1_000_000;
  const { tasks, requestEvents, events } = limits;
  const parameters = { tasks, seconds, requestEvents, events };
  const diagnostic = warningAt(span, "play-limit-reached", parameters);
  const diagnostics = [...progress.diagnostics, diagnostic];
  return { ...progress, diagnostics, stopped: !mayGoOn };
}

function expectItem(
  theatre: Theatre,
  item: PlayItem & { readonly kind: "expect" },
  progress: Progress,
): Progress {
  const { world, live } = theatre;
  const { recorder } = world;
  const { expectation: wanted, span } = item;
  if (wanted.kind === "rule") return expectRule(theatre, wanted, { span, progress });
  // What a request that was not made would have come to is not known.
  if (progress.since === NOTHING_SINCE) return progress;
  const events = recorder.events.slice(progress.since);
  const checked = checkExpectation(wanted, events, live.live.scenario());
  recorder.emit(null, null, { kind: "expectation-checked", ...checked });
  if (checked.holds) return progress;
  const { text: expectation, found } = checked;
  const diagnostic = errorAt(span, "expectation-failed", { expectation, found });
  return { ...progress, diagnostics: [...progress.diagnostics, diagnostic] };
}

function expectRule(
  { world, live }: Theatre,
  expectation: RuleExpectation,
  { span, progress }: { readonly span: PlayItem["span"]; readonly progress: Progress },
): Progress {
  const id = namespaceOfActor(live.live.scenario(), expectation.on);
  if (!isThere(world, id)) {
    const { diagnostics } = missing(span, expectation.on, progress);
    return { ...progress, diagnostics };
  }
  const checked = checkRule(expectation, stackOf(world, id).host.netfilter);
  world.recorder.emit(id, null, { kind: "expectation-checked", ...checked });
  if (checked.holds) return progress;
  const { text, found } = checked;
  const diagnostic = errorAt(span, "rule-expectation-failed", { expectation: text, found });
  return { ...progress, diagnostics: [...progress.diagnostics, diagnostic] };
}
