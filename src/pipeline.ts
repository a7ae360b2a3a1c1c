import type { Diagnostic } from "./base/diagnostic.js";
import { outerSpan } from "./base/inner-text.js";
import type { InnerText } from "./base/inner-text.js";
import type { SourceSpan, SourceText } from "./base/source-span.js";
import { filledCorefile } from "./cluster/node-local-corefile.js";
import type { ProxyModeName } from "./cluster/proxy-settings.js";
import type { Scenario } from "./cluster/scenario.js";
import { readNodeLocalCorefile } from "./dns/node-local.js";
import { readCorefile } from "./dns/corefile/read.js";
import { BARE_HOST } from "./dns/host.js";
import type { Host } from "./dns/host.js";
import { unwrittenCorefilePlace } from "./language/corefile-place.js";
import { loadScenario } from "./language/load.js";
import type { LoadOptions, LoadedScenario } from "./language/load.js";
import { checkCni } from "./network/cni/config/check-cni.js";
import { topologyMistakes } from "./network/topology/topology-mistakes.js";
import type { ChosenBranch } from "./simulation/explore/resolve-choices.js";
import { corednsHostIn } from "./simulation/set-up/coredns-host.js";
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
  /** The mode of kube-proxy, in place of the scenario's. */
  readonly mode?: ProxyModeName | null;
  /** Whether the trace lists every rule also in a cluster of many Services, where it else has those that packets met. */
  readonly wholeRules?: boolean;
  /** Names of nodes and pods that are wired also where a cluster is so large that only those are that packets come to. */
  readonly wires?: readonly string[];
}

/** From text to trace: the one place where all stages meet. The same text, seed and branch give the same trace. */
export function play(source: SourceText, options: PlayOptions = {}): Played {
  const loaded = loadScenario(source, options);
  const scenario = loaded.scenario && inMode(loaded.scenario, options.mode ?? null);
  const host = scenario === null ? BARE_HOST : corednsHostIn(scenario);
  const corefile = [
    ...(loaded.corefile === null ? [] : corefileMistakes(loaded.corefile, host)),
    ...nodeLocalMistakes(loaded),
  ];

  if (scenario === null) {
    const diagnostics = inOrder([...loaded.diagnostics, ...corefile], loaded);
    return { loaded, diagnostics, trace: null };
  }
  const simulated = simulate(scenario, {
    corefileSpan: corefileSpanOf(loaded),
    nodeLocalSpan: loaded.nodeLocalCorefile && wholeOf(loaded.nodeLocalCorefile),
    chosen: options.chosen ?? null,
    wholeRules: options.wholeRules ?? false,
    wires: options.wires ?? [],
  });
  const ofTopology = topologyMistakes(scenario);
  // What the play meets again has been said, and better.
  const placed = ({ code, span }: Diagnostic): string => `${span.start} ${code}`;
  const said = new Set(ofTopology.map(placed));
  const diagnostics = inOrder(
    [
      ...loaded.diagnostics,
      ...corefile,
      ...checkCni(scenario.cluster),
      ...ofTopology,
      ...simulated.diagnostics.filter((found) => !said.has(placed(found))),
    ],
    loaded,
  );
  return { loaded, diagnostics, trace: simulated.trace };
}

/** One scenario played in several modes of kube-proxy: the same requests, by the same seed. */
export interface Compared {
  readonly plays: readonly { readonly mode: ProxyModeName; readonly played: Played }[];
  /** The mistakes that were found in any mode, each once. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Plays a scenario once in each mode that is asked for, or that it names itself, or else in its own alone. */
export function compare(
  source: SourceText,
  {
    modes = null,
    ...options
  }: PlayOptions & { readonly modes?: readonly ProxyModeName[] | null } = {},
): Compared {
  const loaded = loadScenario(source, options);
  const { scenario } = loaded;
  const own = scenario?.cluster.settings.proxy.mode ?? "iptables";
  const plays = (modes ?? scenario?.compare ?? [own]).map((mode) => ({
    mode,
    played: play(source, { ...options, mode }),
  }));
  const found = plays.flatMap(({ played }) => played.diagnostics);
  const textOf = ({ code, span, parameters }: Diagnostic): string =>
    JSON.stringify([code, span, parameters]);
  const once = new Map(found.map((diagnostic) => [textOf(diagnostic), diagnostic]));
  return { plays, diagnostics: inOrder([...once.values()], loaded) };
}

function inMode(scenario: Scenario, mode: ProxyModeName | null): Scenario {
  if (mode === null) return scenario;
  const { cluster } = scenario;
  const { settings } = cluster;
  const proxy = { ...settings.proxy, mode };
  return { ...scenario, cluster: { ...cluster, settings: { ...settings, proxy } } };
}

/** Everything that chance can make of one request of a scenario, counted from 1; null where it has no such request. */
export function exploreRequest(
  source: SourceText,
  request: number,
  { chosen = null, mode = null, ...options }: PlayOptions = {},
): Exploration | null {
  const { scenario } = loadScenario(source, options);
  return scenario === null ? null : explore(inMode(scenario, mode), request, { chosen });
}

// A Corefile inside another text is read as it is, and its mistakes are placed in the outer text.
function corefileMistakes(corefile: InnerText, host: Host): readonly Diagnostic[] {
  const { source: name, text } = corefile;
  return placedIn(corefile, readCorefile({ name, text }, 0, host).diagnostics);
}

function placedIn(inner: InnerText, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.map((found) => ({ ...found, span: outerSpan(inner, found.span) }));
}

function nodeLocalMistakes({ nodeLocalCorefile, scenario }: LoadedScenario): readonly Diagnostic[] {
  if (nodeLocalCorefile === null || scenario === null) return [];
  const filled = filledCorefile(nodeLocalCorefile, scenario.cluster);
  const { source: name, text } = filled;
  return placedIn(filled, readNodeLocalCorefile({ name, text }).diagnostics);
}

function wholeOf(text: InnerText): SourceSpan {
  return outerSpan(text, { start: 0, end: text.text.length });
}

function corefileSpanOf({ corefile, document }: LoadedScenario): SourceSpan {
  return corefile === null ? unwrittenCorefilePlace(document) : wholeOf(corefile);
}

// By text and place, whoever found them; that more were left out is said last.
function inOrder(
  diagnostics: readonly Diagnostic[],
  { sources }: LoadedScenario,
): readonly Diagnostic[] {
  const names = sources.map(({ name }) => name);
  const rank = ({ code }: Diagnostic): number => Number(code === "more-diagnostics");
  const textOf = ({ span }: Diagnostic): number => names.indexOf(span.source);
  return diagnostics.toSorted(
    (a, b) => rank(a) - rank(b) || textOf(a) - textOf(b) || a.span.start - b.span.start,
  );
}
