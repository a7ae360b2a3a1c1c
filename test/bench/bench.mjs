// npm run bench: what Hopwise weighs and how fast it is, also with many Services (--scale: that alone). With --write,
// docs/performance.md keeps the numbers. Needs the built package (npm run build).
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { measurePlayer } from "./measure-player.mjs";
import { measureScale } from "./measure-scale.mjs";
import { scaleTable } from "./scale-table.mjs";
import { measureSizes } from "../../scripts/size.mjs";

const RUNS = 5;
const SCENARIO = "scenarios/clusterip.hop";
process.chdir(fileURLToPath(new URL("../..", import.meta.url)));

const machine = `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()})`;
if (!process.argv.includes("--scale")) await show("bench", await playerTable());
await show(
  "scale",
  `${scaleTable(await measureScale())}\n\n${machine}, medians, warm, in milliseconds of a processor.`,
);

async function playerTable() {
  const rows = [];
  for (const { name, bytes, target } of await measureSizes())
    rows.push([`${name}, gzip`, kilobytes(bytes), target === null ? "" : kilobytes(target)]);
  const player = await measurePlayer({ folder: servedFolder(), runs: RUNS });
  rows.push([
    "first picture, scenario computed in the page",
    milliseconds(player.firstPicture),
    "",
  ]);
  rows.push(["work per frame while it plays", milliseconds(player.perFrame), milliseconds(16.7)]);
  rows.push(["`hopwise svg` from cold", milliseconds(coldSvg()), milliseconds(400)]);
  const table = [
    "| what | measured | target |",
    "| --- | ---: | ---: |",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
  return `${table}\n\n${machine}, ${player.browser}, median of ${RUNS} runs.`;
}

async function show(name, text) {
  console.log(`${text}\n`);
  if (process.argv.includes("--write")) await keep(name, text);
}

function servedFolder() {
  const folder = ".cache/bench";
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync("dist/cdn", folder, { recursive: true });
  cpSync(SCENARIO, `${folder}/clusterip.hop`);
  writeFileSync(
    `${folder}/index.html`,
    '<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="hopwise.js"></script><hopwise-player src="clusterip.hop"></hopwise-player>\n',
  );
  return folder;
}

function coldSvg() {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, ["dist/cli.js", "svg", SCENARIO, "-q"]);
    if (status !== 0) throw new Error(`hopwise svg ended with ${status}`);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)];
}

async function keep(name, block) {
  const file = "docs/performance.md";
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const text = readFileSync(file, "utf8");
  const [head, rest] = text.split(start);
  const tail = rest?.split(end)[1];
  if (tail === undefined) throw new Error(`${file} has no place for the numbers of ${name}`);
  const options = await resolveConfig(file);
  const whole = `${head}${start}\n\n${block}\n\n${end}${tail}`;
  writeFileSync(file, await format(whole, { ...options, filepath: file }));
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

function milliseconds(value) {
  return `${value.toFixed(value < 20 ? 1 : 0)} ms`;
}
