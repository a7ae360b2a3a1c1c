// The engine: everything that computes a trace from a scenario's text, fetched when a player is given one.
import type { SourceText } from "../base/source-span.js";
import { exploreRequest, play } from "../pipeline.js";
import type { TraceEvent } from "../trace/event/event.js";
import { loadOptions } from "./load-options.js";
import { branchMistakes, readBranch } from "./read-branch.js";
import type { Chance, Loaded } from "./source.js";

export { computeComparison } from "./compare/compute-comparison.js";

/** Computes what a text says, a scenario or Kubernetes YAML; what it names is fetched, seen from its own address. */
export async function computeTrace(
  source: SourceText,
  { seed, branch }: Chance,
  signal: AbortSignal,
): Promise<Loaded> {
  const options = { ...(await loadOptions(source, seed, signal)), chosen: readBranch(branch) };
  const { loaded, trace, diagnostics } = play(source, options);
  const mistakes = trace === null ? [] : branchMistakes(branch, source.name, trace);
  return {
    kind: "ready",
    trace,
    problems: { diagnostics: [...mistakes, ...diagnostics], sources: loaded.sources },
    branches:
      trace?.events.some(isByChance) === true
        ? { explore: (request) => exploreRequest(source, request, options) }
        : null,
  };
}

function isByChance(event: TraceEvent): boolean {
  return event.kind === "choices-explored" || ("draws" in event && (event.draws ?? []).length > 0);
}
