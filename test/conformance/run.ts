import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCases } from "./kernel/world-file.js";
import { runCases } from "./kernel/run-cases.js";

/** `npm run conformance -- kernel [DIR]`: plays recorded worlds and counts where the simulation agrees. */
const [what, folder] = process.argv.slice(2);

if (what !== "kernel") {
  console.error("usage: npm run conformance -- kernel [DIR]");
  process.exit(2);
}

const own = fileURLToPath(new URL("kernel/recorded/", import.meta.url));
const shared = fileURLToPath(new URL("../../../shared/vectors/kernel/", import.meta.url));
const folders = folder === undefined ? [own, ...(existsSync(shared) ? [shared] : [])] : [folder];
const files = folders.flatMap((each) => {
  const found = readCases(each);
  console.log(`${join(each, "worlds")}: ${found.length} cases`);
  return found;
});
const results = runCases(files);
const failed = results.filter(({ differences }) => differences.length > 0);
for (const { name, differences } of failed) {
  console.log(`not ok ${name}`);
  for (const line of differences.slice(0, 12)) console.log(`    ${line}`);
  if (differences.length > 12) console.log(`    and ${differences.length - 12} more`);
}
const passed = results.length - failed.length;
console.log(`found ${files.length}, passed ${passed}, failed ${failed.length}, skipped 0`);
if (failed.length > 0) console.log(`failed: ${failed.map(({ name }) => name).join(", ")}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length > 0 || files.length === 0 ? 1 : 0);
