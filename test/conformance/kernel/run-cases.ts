import { differences } from "./compare.js";
import { runWorld } from "./run-world.js";
import type { Case, CaseFile } from "./world-file.js";

/** What came of one case. */
export interface CaseResult {
  readonly name: string;
  /** One line for each difference; none where the simulation did what the kernel did. */
  readonly differences: readonly string[];
}

/** Plays every case; one that cannot be read, or that has no result, fails. */
export function runCases(files: readonly CaseFile[]): readonly CaseResult[] {
  return files.map((file) =>
    "unreadable" in file
      ? { name: file.name, differences: [`cannot be read: ${file.unreadable}`] }
      : { name: file.name, differences: caseDifferences(file) },
  );
}

/** Every difference between a world's recording and its simulation. */
export function caseDifferences({ world, backend, recorded }: Case): readonly string[] {
  const withRules = new Set(
    Object.entries(world.hosts).flatMap(([name, { iptables = [] }]) =>
      iptables.length > 0 ? [name] : [],
    ),
  );
  try {
    const simulated = runWorld(world, backend, recorded);
    return world.probes.flatMap(({ id }) => {
      const kernel = recorded.find((probe) => probe.id === id);
      const here = simulated.get(id);
      if (kernel === undefined) return [`${id}: the recording has no such probe`];
      if (here === undefined) return [`${id}: was not played`];
      return differences(kernel, here, withRules).map((line) => `${id}: ${line}`);
    });
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}
