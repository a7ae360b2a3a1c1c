// npm run build: everything in dist/. Words after it choose parts: library, cdn, cli, types, site.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSite } from "../site/build.mjs";
import { buildCdn, buildCli, buildLibrary } from "./bundles.mjs";
import { run } from "./run.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const PARTS = {
  library: buildLibrary,
  cdn: buildCdn,
  cli: buildCli,
  types: () => {
    if (run("tsc", ["-b", "tsconfig.node.json"]) !== 0) throw new Error("the types have errors");
  },
  // Last, for it uses the package as its users do.
  site: buildSite,
};

const words = process.argv.slice(2);
const unknown = words.filter((word) => !(word in PARTS));
if (unknown.length > 0) {
  console.error(
    `No part is named ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}`,
  );
  process.exit(1);
}
if (words.length === 0) rmSync("dist", { recursive: true, force: true });
if (run("node", ["scripts/generate-parsers.mjs"]) !== 0) process.exit(1);
for (const [name, build] of Object.entries(PARTS)) {
  if (words.length > 0 && !words.includes(name)) continue;
  const start = performance.now();
  try {
    await build();
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    process.exit(1);
  }
  console.log(`${name}: built in ${Math.round(performance.now() - start)} ms`);
}
