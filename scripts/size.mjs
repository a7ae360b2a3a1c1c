// How many bytes a page fetches, against what it may be: the budgets are the ones of docs/performance.md.
import { buildCdn } from "./bundles.mjs";
import { closureOf, gzipBytes } from "./closure.mjs";

/** What is measured: the files fetched for it, and its budget in bytes after gzip. */
const BUDGETS = [
  { name: "hopwise/play, to play a trace", lazy: [], budget: 45 * 1024 },
  { name: "all that plays a scenario from its text", lazy: ["engine"], budget: 130 * 1024 },
];

/** Builds the files for a CDN and measures them. */
export async function measureSizes() {
  const { metafile } = await buildCdn();
  return BUDGETS.map(({ name, lazy, budget }) => {
    const files = closureOf(metafile, "dist/cdn/hopwise.js", lazy);
    return { name, budget, bytes: files.reduce((sum, file) => sum + gzipBytes(file), 0) };
  });
}

if (process.argv[1]?.endsWith("size.mjs")) {
  process.chdir(new URL("..", import.meta.url).pathname);
  const sizes = await measureSizes();
  for (const { name, bytes, budget } of sizes) {
    const verdict = bytes <= budget ? "within" : "OVER";
    console.log(`${name}: ${bytes} bytes gzip, ${verdict} its budget of ${budget}`);
  }
  process.exit(sizes.some(({ bytes, budget }) => bytes > budget) ? 1 : 0);
}
