import { warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { ServiceDeclaration } from "../../cluster/declaration.js";
import { selectPods, targetPortIn } from "../../cluster/endpoint-slices.js";
import type { Pod } from "../../cluster/pod.js";
import type { SourceSpan } from "../../base/source-span.js";
import { keywordOf, partsOf, statementsOf } from "../syntax.js";
import type { ScenarioDocument } from "../syntax.js";
import { nearParameters } from "../value/name.js";
import type { Pass } from "./pass.js";

/** Warns of selectors that match no pod, and of target port names that no selected pod has. */
export const checkSelectors: Pass = {
  name: "check-selectors",
  run: (draft, report) => {
    if (draft.cluster === null) return draft;
    const { cluster, document } = draft;
    const among: Among = {
      cluster,
      document,
      served: servedServices(cluster),
      labels: labelsByNamespace(cluster),
    };
    for (const service of draft.services) checkService(service, among, report);
    return draft;
  },
};

// Services with slices that have endpoints: where those are given, no pods need be selected.
function servedServices({ endpointSlices }: Cluster): ReadonlySet<string> {
  return new Set(
    endpointSlices.flatMap(({ namespace, service, endpoints }) =>
      endpoints.length > 0 && service !== null ? [`${namespace}/${service}`] : [],
    ),
  );
}

// The labels that pods of each namespace have.
function labelsByNamespace({ pods }: Cluster): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { namespace, labels } of pods) {
    const known = found.get(namespace) ?? new Set();
    found.set(namespace, known);
    for (const [key, value] of Object.entries(labels)) known.add(`${key}=${value}`);
  }
  return found;
}

/** What a Service is checked against. */
interface Among {
  readonly cluster: Cluster;
  readonly document: ScenarioDocument;
  readonly served: ReadonlySet<string>;
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
}

// With more labels, finding the one that was meant takes longer than it helps.
const MOST_LABELS = 1_000;

function checkService(
  service: ServiceDeclaration,
  { cluster, document, served, labels }: Among,
  report: Report,
): void {
  const wanted = Object.entries(service.selector).map(([key, value]) => `${key}=${value}`);
  if (wanted.length === 0) return;
  const selected = selectPods(service, cluster.pods);
  if (selected.length > 0) {
    checkPortNames(service, selected, document, report);
    return;
  }
  if (served.has(`${service.namespace}/${service.name.value}`)) return;
  const known = labels.get(service.namespace) ?? new Set();
  const unmet = wanted.find((label) => !known.has(label)) ?? "";
  const near = known.size > MOST_LABELS ? {} : nearParameters(unmet, known);
  const parameters = { service: service.name.value, selector: wanted, ...near };
  report(warningAt(service.name.span, "selector-matches-nothing", parameters));
}

function checkPortNames(
  service: ServiceDeclaration,
  pods: readonly Pod[],
  document: ScenarioDocument,
  report: Report,
): void {
  for (const port of service.ports) {
    if (pods.some((pod) => targetPortIn(port, pod) !== null)) continue;
    const servers = pods.flatMap((pod) => pod.containers.flatMap((c) => c.servers));
    const known = new Set(servers.map((server) => server.portName).filter((name) => name !== null));
    const parameters = { service: service.name.value, name: String(port.targetPort) };
    const near = nearParameters(parameters.name, known);
    const span = findTargetWord(document, service, parameters.name) ?? service.name.span;
    report(warningAt(span, "unknown-port-name", { ...parameters, ...near }));
  }
}

/** Where a Service's block names a target port. */
function findTargetWord(
  document: ScenarioDocument,
  { name }: ServiceDeclaration,
  target: string,
): SourceSpan | null {
  const block = statementsOf(document.items).find(
    ({ words }) => words[1]?.span.start === name.span.start,
  );
  const lines = block === undefined ? [] : partsOf(block).filter((p) => keywordOf(p) === "port");
  const named = lines.flatMap(({ words }) => {
    const arrow = words.findIndex(({ text }) => text === "->");
    return words[arrow + 1]?.text === target ? [words[arrow + 1]?.span ?? null] : [];
  });
  return named[0] ?? null;
}
