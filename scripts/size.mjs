// How many bytes a page fetches, against what it may be: the budgets are the ones of docs/performance.md.
import { fileURLToPath } from "node:url";
import { buildCdn } from "./bundles.mjs";
import { closureOf, gzipBytes } from "./closure.mjs";

const KB = 1024;

/** What is measured: the file that a page names, the pieces fetched beside it, the size to aim at, and the size that fails the check. */
const BUDGETS = [
  {
    entry: "hopwise",
    name: "`hopwise/play`: the player and the stage",
    lazy: [],
    target: 45 * KB,
    budget: 76 * KB,
  },
  {
    entry: "hopwise",
    name: "all that plays a trace with all views",
    lazy: ["read", "more-views"],
    target: null,
    budget: 107 * KB,
  },
  {
    entry: "hopwise",
    name: "all that plays a scenario from its text with all views",
    lazy: ["engine", "more-views"],
    target: 130 * KB,
    budget: 464 * KB,
  },
  {
    entry: "hopwise-compare",
    name: "`hopwise/compare`: the player and the comparison, before the engine",
    lazy: [],
    target: null,
    budget: 83 * KB,
  },
];

/** Builds the files for a CDN and measures them. */
export async function measureSizes() {
  const { metafile } = await buildCdn();
  return BUDGETS.map(({ entry, lazy, ...row }) => {
    const files = closureOf(metafile, `dist/cdn/${entry}.js`, lazy);
    return { ...row, bytes: files.reduce((sum, file) => sum + gzipBytes(file), 0) };
  });
}

if (process.argv[1]?.endsWith("size.mjs")) {
  process.chdir(fileURLToPath(new URL("..", import.meta.url)));
  const sizes = await measureSizes();
  for (const { name, bytes, budget } of sizes) {
    const verdict = bytes <= budget ? "within" : "OVER";
    console.log(`${name}: ${bytes} bytes gzip, ${verdict} its budget of ${budget}`);
  }
  process.exit(sizes.some(({ bytes, budget }) => bytes > budget) ? 1 : 0);
}
