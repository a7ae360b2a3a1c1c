import { existsSync } from "node:fs";
import { SHARED_CASES } from "./all-cases.js";
import { CASE_KINDS, findCases } from "./case-folder.js";
import type { CaseFolder } from "./case-folder.js";
import { caseDifferences } from "./check-case.js";
import { ownCases } from "./own-cases.js";

interface Checked {
  readonly folder: CaseFolder;
  readonly differences: readonly string[];
}

/** Compares kube-proxy's recorded cases of a folder, or the project's own and the shared ones; whether all agree. */
export function runKubeProxy(root: string | null, log: (line: string) => void): boolean {
  const sets: readonly (readonly [string, () => readonly CaseFolder[]])[] =
    root === null
      ? [
          ["own", ownCases],
          ...(existsSync(SHARED_CASES)
            ? [[SHARED_CASES, () => findCases(SHARED_CASES)] as const]
            : []),
        ]
      : [[root, () => findCases(root)]];
  const checked = sets.flatMap(([name, find]) => {
    const found = find();
    log(`${name}: ${found.length} cases`);
    return found.map((folder): Checked => ({ folder, differences: caseDifferences(folder) }));
  });
  const failed = checked.filter(({ differences }) => differences.length > 0);
  for (const { folder, differences } of failed) {
    log(`not ok ${folder.name}`);
    for (const line of differences.slice(0, 12)) log(`    ${line}`);
    if (differences.length > 12) log(`    and ${differences.length - 12} more`);
  }
  for (const kind of [...CASE_KINDS, null]) {
    const ofKind = checked.filter(({ folder }) => folder.kind === kind);
    if (ofKind.length > 0) log(`${kind ?? "of no mode"}: ${counted(ofKind)}`);
  }
  log(`in all: ${counted(checked)}`);
  if (failed.length > 0) log(`failed: ${failed.map(({ folder }) => folder.name).join(", ")}`);
  log(`${checked.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 && checked.length > 0;
}

// Every case that is found is compared: none is skipped.
function counted(checked: readonly Checked[]): string {
  const failed = checked.filter(({ differences }) => differences.length > 0).length;
  return `found ${checked.length}, passed ${checked.length - failed}, failed ${failed}, skipped 0`;
}
