// The engine: everything that computes a trace from a scenario's text, fetched when a player is given one.
import type { SourceText } from "../base/source-span.js";
import { play } from "../pipeline.js";
import { loadOptions } from "./load-options.js";
import type { Loaded } from "./source.js";

export { computeComparison } from "./compare/compute-comparison.js";

/** Computes what a text says, a scenario or Kubernetes YAML; what it names is fetched, seen from its own address. */
export async function computeTrace(
  source: SourceText,
  seed: number | null,
  signal: AbortSignal,
): Promise<Loaded> {
  const played = play(source, await loadOptions(source, seed, signal));
  const { loaded, trace, diagnostics } = played;
  return { kind: "ready", trace, problems: { diagnostics, sources: loaded.sources } };
}
