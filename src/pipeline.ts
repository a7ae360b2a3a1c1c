import type { Diagnostic } from "./base/diagnostic.js";
import type { SourceText } from "./base/source-span.js";
import { readCorefile } from "./dns/corefile/read.js";
import { loadScenario } from "./language/load.js";
import type { LoadOptions, LoadedScenario } from "./language/load.js";
import { checkCni } from "./network/cni/config/check-cni.js";
import { topologyMistakes } from "./network/topology/topology-mistakes.js";
import type { ChosenBranch } from "./simulation/explore/resolve-choices.js";
import { explore, simulate } from "./simulation/simulate.js";
import type { Exploration } from "./trace/exploration.js";
import type { Trace } from "./trace/trace.js";

/** What came of a scenario's text: what it says, every mistake in it, and what happens when it is played. */
export interface Played {
  readonly loaded: LoadedScenario;
  readonly diagnostics: readonly Diagnostic[];
  /** Null only where there was nothing to play. */
  readonly trace: Trace | null;
}

/** What may be chosen beside the text, and the branch of a request. */
export interface PlayOptions extends LoadOptions {
  readonly chosen?: ChosenBranch | null;
}

/** From text to trace: the one place where all stages meet. The same text, seed and branch give the same trace. */
export function play(source: SourceText, options: PlayOptions = {}): Played {
  const loaded = loadScenario(source, options);
  const { scenario, corefileSpan } = loaded;

  // A Corefile inside the scenario is read where it stands, so that its mistakes are placed in the outer text.
  const corefile =
    corefileSpan === null
      ? []
      : readCorefile(textAt(source, corefileSpan), corefileSpan.start).diagnostics;

  if (scenario === null) {
    const diagnostics = inOrder([...loaded.diagnostics, ...corefile]);
    return { loaded, diagnostics, trace: null };
  }
  const simulated = simulate(scenario, {
    corefileSpan: corefileSpan ?? { source: source.name, start: 0, end: 0 },
    chosen: options.chosen ?? null,
  });
  const ofTopology = topologyMistakes(scenario);
  // What the play meets again has been said, and better.
  const placed = ({ code, span }: Diagnostic): string => `${span.start} ${code}`;
  const said = new Set(ofTopology.map(placed));
  const diagnostics = inOrder([
    ...loaded.diagnostics,
    ...corefile,
    ...checkCni(scenario.cluster),
    ...ofTopology,
    ...simulated.diagnostics.filter((found) => !said.has(placed(found))),
  ]);
  return { loaded, diagnostics, trace: simulated.trace };
}

/** Everything that chance can make of one request of a scenario, counted from 1; null where it has no such request. */
export function exploreRequest(
  source: SourceText,
  request: number,
  options: LoadOptions = {},
): Exploration | null {
  const { scenario } = loadScenario(source, options);
  return scenario === null ? null : explore(scenario, request);
}

// By place, whoever found them; that more were left out is said last.
function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const rank = ({ code }: Diagnostic): number => Number(code === "more-diagnostics");
  return diagnostics.toSorted((a, b) => rank(a) - rank(b) || a.span.start - b.span.start);
}

function textAt(
  { name, text }: SourceText,
  { start, end }: { readonly start: number; readonly end: number },
): SourceText {
  return { name, text: text.slice(start, end) };
}
