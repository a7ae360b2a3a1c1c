import { errorAt } from "../base/diagnostic.js";
import type { Diagnostic } from "../base/diagnostic.js";
import type { SourceSpan, SourceText } from "../base/source-span.js";
import { gatewayOf } from "../cluster/address-pool.js";
import type { Scenario, Upstream } from "../cluster/scenario.js";
import { NO_TOPOLOGY } from "../cluster/topology/topology.js";
import { collectDiagnostics } from "./diagnostics.js";
import type { Draft } from "./draft.js";
import type { GivenDump } from "./host/given-dump.js";
import { hasCluster } from "./host/has-cluster.js";
import { explainJoinedParts } from "./joined-parts.js";
import { LIMIT } from "./limit.js";
import { parseScenario } from "./parse.js";
import { DEFAULT_SETTINGS } from "./pass/lower-cluster.js";
import { passes } from "./pass/order.js";
import type { ScenarioDocument } from "./syntax.js";

/** What became of a scenario's text. */
export interface LoadedScenario {
  readonly document: ScenarioDocument;
  /** The scenario, made of everything that is right; null only where there was no text to read. */
  readonly scenario: Scenario | null;
  /** All mistakes, in the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where the Corefile stands in the text; null where it is the default one. */
  readonly corefileSpan: SourceSpan | null;
}

/** What may be given beside a scenario's text. */
export interface LoadOptions {
  /** Takes the place of the seed in the text. */
  readonly seed?: number;
  /** What tools printed on hosts (`iptables-save`, `nft list ruleset` …), in place of the rules that would be computed. */
  readonly dumps?: readonly { readonly host: string; readonly source: SourceText }[];
}

/** Reads a scenario's text. */
export function loadScenario(source: SourceText, options: LoadOptions = {}): LoadedScenario {
  if (source.text.length > LIMIT.text) return refuse(source);
  const document = parseScenario(source);
  const collected = collectDiagnostics();
  const draft = passes.reduce(
    (done, pass) => pass.run(done, collected.report),
    emptyDraft(document, givenDumps(options)),
  );
  return {
    document,
    scenario: scenarioOf(draft, options.seed ?? draft.seed),
    diagnostics: explainJoinedParts(collected.diagnostics(), document),
    corefileSpan: draft.corefile?.span ?? null,
  };
}

function refuse(source: SourceText): LoadedScenario {
  const span = { source: source.name, start: LIMIT.text, end: LIMIT.text };
  const diagnostics = [errorAt(span, "text-too-long", { max: LIMIT.text })];
  return { document: { source, items: [] }, scenario: null, diagnostics, corefileSpan: null };
}

function givenDumps({ dumps = [] }: LoadOptions): readonly GivenDump[] {
  return dumps.map(({ host, source: { name, text } }) => {
    const span = { source: name, start: 0, end: text.length };
    return { host, named: { ...span, end: 0 }, dump: { text, span }, isIpv6: false };
  });
}

function emptyDraft(document: ScenarioDocument, dumps: readonly GivenDump[]): Draft {
  return {
    document,
    title: { en: "" },
    seed: 0,
    settings: DEFAULT_SETTINGS,
    namespaces: [],
    nodes: [],
    workloads: [],
    services: [],
    endpointSlices: [],
    upstreams: [],
    corefile: null,
    cluster: null,
    hosts: [],
    links: [],
    containers: [],
    topology: NO_TOPOLOGY,
    dumps,
    play: [],
    doubtful: new Set(),
  };
}

function scenarioOf(draft: Draft, seed: number): Scenario | null {
  const { title, cluster, topology, play } = draft;
  if (cluster === null) return null;
  return { title, seed, cluster, topology, upstreams: upstreamsOf(draft), play };
}

/** The upstreams; without any, the gateway of the nodes' network is one that knows no name, as docker's resolver without Internet. */
function upstreamsOf({ document, upstreams, settings }: Draft): readonly Upstream[] {
  if (!hasCluster(document) && upstreams.length === 0) return [];
  const [range] = settings.nodeRanges;
  const gateway = range === undefined ? null : gatewayOf(range);
  const said = upstreams.length > 0 ? upstreams : [{ address: null, records: [] }];
  return said.flatMap(({ address, records }) => {
    const place = address ?? gateway;
    return place === null ? [] : [{ address: place, records }];
  });
}
