// What esbuild makes of src/: the library (dependencies stay outside), the files for a CDN (all inside, in pieces that
// are fetched when needed) and the command line.
import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import esbuild from "esbuild";
import { pureD3 } from "./pure-d3.mjs";
import { smallStyles } from "./small-styles.mjs";

const require = createRequire(import.meta.url);

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

const common = {
  bundle: true,
  format: "esm",
  target: "es2022",
  tsconfig: "tsconfig.base.json",
  define: { HOPWISE_VERSION: JSON.stringify(version) },
  logLevel: "warning",
  plugins: [pureD3, smallStyles],
};

/** dist/index.js, dist/define.js, dist/play.js and dist/compare.js, as npm users import them. */
export async function buildLibrary() {
  rmSync("dist/library", { recursive: true, force: true });
  await esbuild.build({
    ...common,
    entryPoints: {
      index: "src/index.ts",
      define: "src/define.ts",
      play: "src/play.ts",
      compare: "src/compare.ts",
    },
    outdir: "dist",
    packages: "external",
    splitting: true,
    chunkNames: "library/[name]-[hash]",
  });
}

// RxJS has its modern build behind this condition; the default one is for engines of ten years ago.
const conditions = ["es2015", "module"];

/** dist/cdn/hopwise.js and hopwise-compare.js, which a page names in script tags, and the pieces that they fetch. */
export async function buildCdn() {
  rmSync("dist/cdn", { recursive: true, force: true });
  return esbuild.build({
    ...common,
    entryPoints: { hopwise: "src/define.ts", "hopwise-compare": "src/compare.ts" },
    outdir: "dist/cdn",
    splitting: true,
    chunkNames: "[name]-[hash]",
    minify: true,
    conditions,
    metafile: true,
    legalComments: "none",
  });
}

/** dist/cli.js, or cli.js in another folder: one file, so that it starts fast. */
export async function buildCli(outdir = "dist") {
  await esbuild.build({
    ...common,
    entryPoints: { cli: "src/cli/cli.ts" },
    outdir,
    platform: "node",
    target: "node20",
    // For Node, the package has CommonJS that requires at run time; its modules need nothing of a browser.
    alias: { yaml: join(dirname(require.resolve("yaml/package.json")), "browser/index.js") },
    // Less to read makes it start faster; names stay, for stacks in reports.
    minifyWhitespace: true,
    minifySyntax: true,
    banner: { js: "#!/usr/bin/env node" },
  });
}
