import { errorAt } from "../base/diagnostic.js";
import type { Diagnostic } from "../base/diagnostic.js";
import type { SourceSpan, SourceText } from "../base/source-span.js";
import { gatewayOf } from "../cluster/address-pool.js";
import type { Scenario, Upstream } from "../cluster/scenario.js";
import { NO_TOPOLOGY } from "../cluster/topology/topology.js";
import { collectDiagnostics } from "./diagnostics.js";
import type { Draft } from "./draft.js";
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

/** Reads a scenario's text; `seed` takes the place of the one in the text. */
export function loadScenario(
  source: SourceText,
  options: { readonly seed?: number } = {},
): LoadedScenario {
  if (source.text.length > LIMIT.text) return refuse(source);
  const document = parseScenario(source);
  const collected = collectDiagnostics();
  const draft = passes.reduce(
    (done, pass) => pass.run(done, collected.report),
    emptyDraft(document),
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

function emptyDraft(document: ScenarioDocument): Draft {
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
