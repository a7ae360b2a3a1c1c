import { outcomeOf } from "./conformance-case.js";
import type { Outcome } from "./conformance-case.js";
import { findCases, ownCases, SHARED, sharedCases } from "./find-cases.js";
import type { FoundFile } from "./find-cases.js";

interface Checked {
  readonly path: string;
  readonly kind: string;
  readonly outcomes: readonly Outcome[];
}

/**
 * Compares the recorded cases of CoreDNS, the kubelet and the resolvers: a folder's, or the project's own and the shared
 * ones; with words, only those whose names hold one of them. Says whether all agree.
 */
export function runCoredns(
  root: string | null,
  log: (line: string) => void,
  words: readonly string[] = [],
): boolean {
  const checked = foundFiles(root, log).flatMap(({ path, kind, cases }): Checked[] => {
    const chosen = cases.filter(
      ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
    );
    return chosen.length === 0 ? [] : [{ path, kind, outcomes: chosen.map(outcomeOf) }];
  });
  const outcomes = checked.flatMap((file) => file.outcomes);
  const failed = outcomes.filter(isFailure);
  for (const { name, differences } of failed) {
    log(`not ok ${name}`);
    for (const line of differences.slice(0, 12)) log(`    ${line}`);
    if (differences.length > 12) log(`    and ${differences.length - 12} more`);
  }
  for (const kind of new Set(checked.map((file) => file.kind))) {
    const files = checked.filter((file) => file.kind === kind);
    log(`${kind}: ${counted(files.flatMap((file) => file.outcomes))}`);
    if (files.length > 1)
      for (const file of files) log(`    ${file.path}: ${counted(file.outcomes)}`);
  }
  log(`in all: ${counted(outcomes)}`);
  if (failed.length > 0) log(`failed: ${failed.map(({ name }) => name).join(", ")}`);
  log(`${outcomes.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 && outcomes.length > 0;
}

function foundFiles(root: string | null, log: (line: string) => void): readonly FoundFile[] {
  const sets =
    root === null
      ? [
          { name: "own", files: ownCases() },
          { name: SHARED, files: sharedCases() },
        ]
      : [{ name: root, files: findCases(root) }];
  for (const { name, files } of sets) {
    const count = files.reduce((sum, { cases }) => sum + cases.length, 0);
    log(`${name}: ${count} cases in ${files.length} files`);
  }
  return sets.flatMap(({ files }) => files);
}

const isFailure = ({ differences }: Outcome): boolean => differences.length > 0;

// What is not simulated is skipped, and counts as failed.
function counted(outcomes: readonly Outcome[]): string {
  const failed = outcomes.filter(isFailure);
  const skipped = failed.filter(({ unsupported }) => unsupported !== null).length;
  return `found ${outcomes.length}, passed ${outcomes.length - failed.length}, failed ${failed.length}, of these skipped ${skipped}`;
}
