import { required } from "../../src/base/assert.js";
import type { SourceText } from "../../src/base/source-span.js";
import { rulesText } from "../../src/cli/command/rules.js";
import { drawStep } from "../../src/draw-step.js";
import type { Catalogue } from "../../src/message/catalogue.js";
import { en } from "../../src/message/en.js";
import { ja } from "../../src/message/ja.js";
import { play } from "../../src/pipeline.js";
import { lookAt } from "../../src/scene/look.js";
import type { Scene } from "../../src/scene/scene.js";
import { VIEWS } from "../../src/scene/view/order.js";
import type { View } from "../../src/scene/view/order.js";
import type { TraceEvent } from "../../src/trace/event/event.js";
import { createHistory } from "../../src/trace/history.js";
import type { Step } from "../../src/trace/step.js";
import { stepsOf } from "../../src/trace/steps.js";
import type { Trace } from "../../src/trace/trace.js";
import { walkText } from "../../src/trace/walk-text.js";
import { rounded } from "../support/rounded.js";
import { dnsText } from "./dns-text.js";
import { isLargeScenario } from "../support/scenario-files.js";
import { WITH_MANIFESTS } from "../support/manifests.js";

/** A stage of the pipeline as text files that a person can read. */
export interface Stage {
  readonly name: string;
  readonly outputsOf: (source: SourceText) => ReadonlyMap<string, string>;
}

/** The size of the pictures, as in a post. */
const SIZE = { width: 720, height: 460 } as const;

/** Which steps of the story stand in `scene.json`, as shares of the whole. */
const SHARES = [0.25, 0.5, 0.75] as const;

/** Each view's picture is that of the first step about the first of these that a trace has. */
const DRAWN: Readonly<Record<string, readonly ((event: TraceEvent) => boolean)[]>> = {
  stage: [isTranslatedSegment, (event) => event.kind === "packet-translated"],
  flowchart: [
    (event) => event.kind === "connection-confirmed" && event.entry.protocol === "tcp",
    (event) => event.kind === "connection-confirmed",
  ],
  rules: [
    (event) => event.kind === "rule-hit" && event.verdict.kind === "snat",
    (event) => event.kind === "rule-hit" && event.draws.length > 0,
    (event) => event.kind === "rule-hit",
  ],
  branches: [isExploration],
};

function isTranslatedSegment(event: TraceEvent): boolean {
  return event.kind === "packet-translated" && event.headers.transport.protocol === "tcp";
}

/**
 * The stages of a scenario, in the order of the pipeline. Those of the first ten are kept whole. A lesson of a folder
 * below is told in the same terms, so its story alone is kept, in both languages: who answered whom, and the captions.
 * So it is with ten thousand Services, of which the lesson with a hundred shows the rest.
 */
export function stagesOf(name: string): readonly Stage[] {
  const [folder = ""] = name.split("/");
  return STORIES_ALONE.has(folder) || isLargeScenario(name) ? [STORY] : STAGES;
}

const STORIES_ALONE: ReadonlySet<string> = new Set(["services", "dns"]);

const STORY: Stage = {
  name: "story",
  outputsOf: (source) =>
    new Map([
      ["story.txt", storyText(traceOf(source), en)],
      ["story.ja.txt", storyText(traceOf(source), ja)],
    ]),
};

const STAGES: readonly Stage[] = [
  { name: "rules", outputsOf: (source) => new Map([["rules.txt", rulesOf(traceOf(source))]]) },
  { name: "dns", outputsOf: (source) => new Map([["dns.txt", dnsText(traceOf(source))]]) },
  {
    name: "trace",
    outputsOf: (source) => new Map([["trace.txt", walkText(traceOf(source), "hooks")]]),
  },
  { name: "scene", outputsOf: (source) => new Map([["scene.json", scenesOf(traceOf(source))]]) },
  { name: "pictures", outputsOf: (source) => picturesOf(traceOf(source)) },
];

function traceOf(source: SourceText): Trace {
  const { trace } = play(source, WITH_MANIFESTS);
  if (trace === null) throw new Error(`${source.name} plays nothing`);
  return trace;
}

function storyText(trace: Trace, catalogue: Catalogue): string {
  const history = createHistory(trace);
  const { language } = catalogue;
  const sentenceOf = (step: Step): string => lookAt(trace, history, step, catalogue).caption;
  return walkText(trace, "story", { language, sentenceOf });
}

function rulesOf({ header }: Trace): string {
  return header.ruleSets
    .filter((ruleSet) => ruleSet.tables.some((table) => table.chains.some(({ rules }) => rules.length > 0)))
    .map((ruleSet) => `# ${ruleSet.namespace} ${ruleSet.family}\n${rulesText(ruleSet, header)}`)
    .join("\n");
}

// One mark or motion a line, so that a diff names what moved.
function scenesOf(trace: Trace): string {
  const steps = stepsOf(trace, "story");
  const shown = SHARES.map((share) => steps[Math.round(share * (steps.length - 1))]);
  const scenes = shown.flatMap((step) =>
    step === undefined ? [] : viewsOf(trace).map((view) => sceneText(trace, step, view)),
  );
  return `[\n${scenes.join(",\n")}\n]\n`;
}

// Branches are of a request that was explored; without one they are an empty picture.
function viewsOf({ events }: Trace): readonly View[] {
  const isExplored = events.some(isExploration);
  return VIEWS.filter(({ name }) => name !== "branches" || isExplored);
}

function isExploration({ kind }: TraceEvent): boolean {
  return kind === "choices-explored";
}

function sceneText(trace: Trace, step: Step, view: View): string {
  const { marks, motions, ...frame } = draw(trace, step, view);
  const lines = (parts: readonly unknown[]): string =>
    parts.map((part) => `\n  ${JSON.stringify(rounded(part))}`).join(",");
  const head = JSON.stringify({ step: step.index + 1, view: view.name, ...frame }).slice(0, -1);
  return `${head},\n "marks":[${lines(marks)}],\n "motions":[${lines(motions)}]}`;
}

function picturesOf(trace: Trace): ReadonlyMap<string, string> {
  const steps = stepsOf(trace, "rules");
  return new Map(
    VIEWS.flatMap((view) => {
      const step = (DRAWN[view.name] ?? [])
        .map((isMeant) => steps.find(({ about }) => isMeant(required(trace.events[about], "event"))))
        .find((found) => found !== undefined);
      if (step === undefined) return [];
      const options = { view, ...SIZE, theme: "light", catalogue: en } as const;
      return [[`${view.name}.svg`, drawStep(trace, step, options)]];
    }),
  );
}

function draw(trace: Trace, step: Step, view: View): Scene {
  return view.draw({ ...lookAt(trace, createHistory(trace), step, en), ...SIZE, misses: null });
}
