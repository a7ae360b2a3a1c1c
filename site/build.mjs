// Builds dist/site from scenarios/ with the package itself, imported by its name as its users do.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import esbuild from "esbuild";
import { pureD3 } from "../scripts/pure-d3.mjs";
import { indexPage, scenarioPage, tryPage } from "./pages.mjs";
import { LANGUAGES } from "./text.mjs";

const OUT = "dist/site";
/** The scenario that the site opens on. */
const FIRST = "clusterip";
/** A scenario's picture shows its first step about one of these, the first kind that it has. */
const DRAWN = ["packet-translated", "packet-encapsulated", "bridge-decided", "link-crossed"];

const PICTURE = { width: 720, height: 460 };
/** Columns beside each other need room; the page shows the picture at the size of the others. */
const WIDE_PICTURE = { width: 1170, height: 748 };

/** Writes every page in every language, the scenarios with their pictures, the scripts and the style. */
export async function buildSite() {
  const hopwise = await import("hopwise");
  rmSync(OUT, { recursive: true, force: true });
  const scenarios = scenarioNames().map((name) => readScenario(name, hopwise));
  for (const scenario of scenarios) {
    write(`scenarios/${scenario.name}.hop`, scenario.text);
    write(`scenarios/${scenario.name}.svg`, scenario.picture);
  }
  for (const language of LANGUAGES) {
    write(`${language.folder}index.html`, indexPage(scenarios, language));
    write(`${language.folder}try.html`, tryPage(scenarios, language));
    for (const scenario of scenarios)
      write(`${language.folder}scenario/${scenario.name}.html`, scenarioPage(scenario, language));
  }
  for (const file of ["site.css", "icon.svg"]) cpSync(`site/${file}`, join(OUT, file));
  await esbuild.build({
    entryPoints: { site: "site/site.ts", compare: "site/compare.ts", try: "site/try.ts" },
    outdir: OUT,
    bundle: true,
    splitting: true,
    minify: true,
    conditions: ["es2015", "module"],
    format: "esm",
    target: "es2022",
    chunkNames: "player/[name]-[hash]",
    logLevel: "warning",
    // The library's shared pieces have no side effects, so what is imported for nothing else may go.
    logOverride: { "ignored-bare-import": "silent" },
    plugins: [pureD3],
    legalComments: "none",
  });
}

function scenarioNames() {
  const names = readdirSync("scenarios", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".hop"))
    .map((file) => file.slice(0, -".hop".length).replaceAll("\\", "/"))
    .sort();
  return names.includes(FIRST) ? [FIRST, ...names.filter((name) => name !== FIRST)] : names;
}

function readScenario(name, hopwise) {
  const { play, readManifests, stepsOf } = hopwise;
  const text = readFileSync(`scenarios/${name}.hop`, "utf8");
  const source = { name: `${name}.hop`, text };
  const options = {
    manifests: { read: readManifests, file: () => ({ kind: "missing", reason: "no file" }) },
  };
  const { trace, loaded } = play(source, options);
  if (trace === null) throw new Error(`scenarios/${name}.hop plays nothing`);
  const steps = stepsOf(trace, "story");
  const [step = steps[0]] = DRAWN.flatMap((kind) => {
    const first = steps.find(({ about }) => trace.events[about].kind === kind);
    return first === undefined ? [] : [first];
  });
  const compares = loaded.scenario.compare !== undefined;
  return {
    name,
    text,
    title: trace.header.title,
    steps: steps.length,
    compares,
    picture: compares
      ? comparedPicture(hopwise, hopwise.compare(source, options), step)
      : stepPicture(hopwise, trace, step),
  };
}

function stepPicture({ drawStep, VIEWS: [view], en }, trace, step) {
  return drawStep(trace, step, { view, ...PICTURE, theme: "auto", catalogue: en });
}

// The first mode's step; the others at the same second.
function comparedPicture({ drawComparison, VIEWS: [view], en }, { plays }, { index: step }) {
  const drawn = plays.map(({ mode, played: { trace } }) => ({ mode, trace }));
  const how = { view, ...WIDE_PICTURE, theme: "auto", catalogue: en };
  return drawComparison(drawn, { ...how, detail: "story", step });
}

function write(path, text) {
  const file = join(OUT, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
