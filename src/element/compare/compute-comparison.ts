import type { SourceText } from "../../base/source-span.js";
import type { ProxyModeName } from "../../cluster/proxy-settings.js";
import { compare } from "../../pipeline.js";
import { loadOptions } from "../load-options.js";
import type { Loaded } from "../source.js";
import type { ComparedPlays } from "./compared-plays.js";

/** Plays a text once in each mode of kube-proxy: those that are given, or else those that it names itself. */
export async function computeComparison(
  source: SourceText,
  modes: readonly ProxyModeName[] | null,
  seed: number | null,
  signal: AbortSignal,
): Promise<Loaded<ComparedPlays>> {
  const options = await loadOptions(source, seed, signal);
  const { plays, diagnostics } = compare(source, { ...options, modes });
  const sources = plays[0]?.played.loaded.sources ?? [source];
  return {
    kind: "ready",
    problems: { diagnostics, sources },
    plays: plays.flatMap(({ mode, played: { trace } }) =>
      trace === null ? [] : [{ mode, trace }],
    ),
  };
}
