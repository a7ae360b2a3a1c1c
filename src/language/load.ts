import { errorAt } from "../base/diagnostic.js";
import type { Diagnostic } from "../base/diagnostic.js";
import type { InnerText } from "../base/inner-text.js";
import type { SourceText } from "../base/source-span.js";
import type { Scenario } from "../cluster/scenario.js";
import { NO_TOPOLOGY } from "../cluster/topology/topology.js";
import { collectDiagnostics } from "./diagnostics.js";
import type { Draft } from "./draft.js";
import type { GivenDump } from "./host/given-dump.js";
import { explainJoinedParts } from "./joined-parts.js";
import { LIMIT } from "./limit.js";
import { defaultRequest } from "./manifest/default-request.js";
import { isManifest, manifestDocument } from "./manifest/manifest-document.js";
import type { ManifestSource } from "./manifest/source.js";
import { parseScenario } from "./parse.js";
import { DEFAULT_SETTINGS } from "./pass/lower-cluster.js";
import { passes } from "./pass/order.js";
import type { ScenarioDocument } from "./syntax.js";
import { upstreamsOf } from "./upstreams.js";

/** What became of a scenario's text. */
export interface LoadedScenario {
  readonly document: ScenarioDocument;
  /** The scenario, made of everything that is right; null only where there was no text to read. */
  readonly scenario: Scenario | null;
  /** All mistakes, in the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
  /** The Corefile and its place; null where it is the default one. */
  readonly corefile: InnerText | null;
  /** The Corefile of node-local-dns, with its variables, and its place; null where it is the add-on's own. */
  readonly nodeLocalCorefile: InnerText | null;
  /** Every text that a diagnostic may name: the scenario's own, and the files that it names. */
  readonly sources: readonly SourceText[];
  /** The request that is played where the text is a cluster alone; null where it asks for none. */
  readonly asked: string | null;
}

/** How a scenario is loaded. */
export interface LoadOptions {
  /** Takes the place of the seed in the text. */
  readonly seed?: number;
  /** What tools printed on hosts (`iptables-save`, `nft list ruleset` …), in place of the rules that would be computed. */
  readonly dumps?: readonly { readonly host: string; readonly source: SourceText }[];
  /** Without it, a scenario cannot have Kubernetes YAML. */
  readonly manifests?: ManifestSource;
  /** Further files of Kubernetes YAML that are one cluster with the source, where that is such a file itself. */
  readonly further?: readonly SourceText[];
  /** Whether Kubernetes YAML alone plays a request to its first Service; else it plays nothing. */
  readonly asks?: boolean;
}

/** Reads a scenario's text, or Kubernetes YAML: a cluster in which nothing is played. */
export function loadScenario(source: SourceText, options: LoadOptions = {}): LoadedScenario {
  if (isManifest(source)) return loadManifests([source, ...(options.further ?? [])], options);
  if (source.text.length > LIMIT.text) return refuse(source);
  return loadDocument(parseScenario(source), [source], options);
}

function loadManifests(sources: readonly SourceText[], options: LoadOptions): LoadedScenario {
  const loaded = loadDocument(manifestDocument(sources), sources, options);
  const { scenario, document } = loaded;
  if (options.asks !== true || scenario === null) return loaded;
  const span = { source: document.source.name, start: 0, end: 0 };
  const request = defaultRequest(scenario.cluster, span);
  if (request === null) return loaded;
  return { ...loaded, scenario: { ...scenario, play: [request.item] }, asked: request.line };
}

function loadDocument(
  document: ScenarioDocument,
  sources: readonly SourceText[],
  options: LoadOptions,
): LoadedScenario {
  const collected = collectDiagnostics();
  const draft = passes.reduce(
    (done, pass) => pass.run(done, collected.report),
    emptyDraft(document, options),
  );
  return {
    document,
    scenario: scenarioOf(draft, options.seed ?? draft.seed),
    diagnostics: explainJoinedParts(collected.diagnostics(), document),
    corefile: draft.corefile,
    nodeLocalCorefile: draft.nodeLocalCorefile,
    sources: [...sources, ...draft.files, ...(options.dumps ?? []).map(({ source: dump }) => dump)],
    asked: null,
  };
}

function refuse(source: SourceText): LoadedScenario {
  const span = { source: source.name, start: LIMIT.text, end: LIMIT.text };
  const diagnostics = [errorAt(span, "text-too-long", { max: LIMIT.text })];
  const document = { source, items: [] };
  const corefiles = { corefile: null, nodeLocalCorefile: null };
  return { document, scenario: null, diagnostics, ...corefiles, sources: [source], asked: null };
}

function givenDumps({ dumps = [] }: LoadOptions): readonly GivenDump[] {
  return dumps.map(({ host, source: { name, text } }) => {
    const span = { source: name, start: 0, end: text.length };
    return { host, named: { ...span, end: 0 }, dump: { text, span }, isIpv6: false };
  });
}

function emptyDraft(document: ScenarioDocument, options: LoadOptions): Draft {
  return {
    document,
    manifestSource: options.manifests ?? null,
    files: [],
    title: { en: "" },
    seed: 0,
    settings: DEFAULT_SETTINGS,
    namespaces: [],
    namespaceLabels: new Map(),
    serviceImports: [],
    nodes: [],
    workloads: [],
    services: [],
    copies: new Map(),
    endpointSlices: [],
    upstreams: [],
    corefile: null,
    nodeLocalCorefile: null,
    corednsFiles: new Map(),
    hostFiles: null,
    cluster: null,
    hosts: [],
    links: [],
    lanPorts: [],
    containers: [],
    topology: NO_TOPOLOGY,
    dumps: givenDumps(options),
    play: [],
    compare: [],
    doubtful: new Set(),
    given: new Set(),
  };
}

function scenarioOf(draft: Draft, seed: number): Scenario | null {
  const { title, cluster, topology, hostFiles, play, compare } = draft;
  if (cluster === null) return null;
  return {
    title,
    seed,
    cluster,
    topology,
    upstreams: upstreamsOf(draft),
    play,
    ...(hostFiles !== null && { files: hostFiles }),
    ...(compare.length > 0 && { compare }),
  };
}
