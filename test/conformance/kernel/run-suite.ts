import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCases } from "./run-cases.js";
import { readCases } from "./world-file.js";

const OWN = fileURLToPath(new URL("recorded/", import.meta.url));
const SHARED = fileURLToPath(new URL("../../../../shared/vectors/kernel/", import.meta.url));

/** Plays recorded worlds of a folder, or the project's own and the shared ones; whether all agree. */
export function runKernel(root: string | null, log: (line: string) => void): boolean {
  const folders = root === null ? [OWN, ...(existsSync(SHARED) ? [SHARED] : [])] : [root];
  const files = folders.flatMap((each) => {
    const found = readCases(each);
    log(`${join(each, "worlds")}: ${found.length} cases`);
    return found;
  });
  const results = runCases(files);
  const failed = results.filter(({ differences }) => differences.length > 0);
  for (const { name, differences } of failed) {
    log(`not ok ${name}`);
    for (const line of differences.slice(0, 12)) log(`    ${line}`);
    if (differences.length > 12) log(`    and ${differences.length - 12} more`);
  }
  const passed = results.length - failed.length;
  log(`found ${files.length}, passed ${passed}, failed ${failed.length}, skipped 0`);
  if (failed.length > 0) log(`failed: ${failed.map(({ name }) => name).join(", ")}`);
  log(`${passed} passed, ${failed.length} failed`);
  return failed.length === 0 && files.length > 0;
}
