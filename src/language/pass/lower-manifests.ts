import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { Said } from "../../cluster/declaration.js";
import type { Manifests } from "../../cluster/manifest.js";
import type { Draft } from "../draft.js";
import { inferSettings } from "../manifest/infer-settings.js";
import { limitManifests } from "../manifest/limit-manifests.js";
import { manifestStatements, takeTexts } from "../manifest/manifest-statements.js";
import { withPodRanges } from "../manifest/node-pod-ranges.js";
import { headSpanOf, keywordOf, partsOf, statementsOf } from "../syntax.js";
import { fitVersion } from "../value/version.js";
import type { Pass } from "./pass.js";

/** Reads the Kubernetes YAML of `manifest` blocks and files into the same declarations as the language's own forms. */
export const lowerManifests: Pass = {
  name: "lower-manifests",
  run: (draft, report) => {
    const statements = manifestStatements(draft.document);
    const [first] = statements;
    if (first === undefined) return draft;
    if (draft.manifestSource === null) {
      report(errorAt(headSpanOf(first), "manifest-without-reader", {}));
      return draft;
    }
    const { texts, files } = takeTexts(statements, draft.manifestSource, report);
    const read = limitManifests(draft.manifestSource.read(texts, report), report);
    return withManifests({ ...draft, files }, read, report);
  },
};

function withManifests(draft: Draft, read: Manifests, report: Report): Draft {
  const said = new Set([
    ...statementsOf(draft.document.items)
      .filter((statement) => keywordOf(statement) === "cluster")
      .flatMap((statement) => partsOf(statement).map(keywordOf)),
  ]);
  const isNative = statementsOf(draft.document.items).some((s) => keywordOf(s) === "node");
  const named = new Set(isNative ? draft.nodes.map(({ name }) => name.value) : []);
  const added = read.nodes.filter(({ name }) => !named.has(name.value));
  const own = isNative || added.length === 0 ? draft.nodes : [];
  const inferred = inferSettings(draft.settings, read, said);
  const span = said.has("proxy") ? null : (read.proxy?.span ?? null);
  const proxy = fitVersion(inferred.proxy, inferred.version, span, report);
  const settings = { ...inferred, proxy };
  return {
    ...draft,
    settings,
    namespaces: [...draft.namespaces, ...read.namespaces],
    namespaceLabels: read.namespaceLabels,
    serviceImports: read.serviceImports,
    nodes: [...own, ...withPodRanges(added, read.workloads, settings.podRanges)],
    workloads: [...draft.workloads, ...read.workloads],
    services: [...draft.services, ...read.services],
    endpointSlices: [...draft.endpointSlices, ...read.endpointSlices],
    corefile: draft.corefile ?? read.corefile,
    corednsFiles: new Map([...read.corednsFiles, ...draft.corednsFiles]),
    given: givenIn(read),
  };
}

/** What a real cluster has given to its objects: addresses lie where they lie, and names of its own programs are right. */
function givenIn({ nodes, workloads, services }: Manifests): ReadonlySet<Said<unknown>> {
  return new Set<Said<unknown>>([
    ...[...workloads, ...services].map(({ name }) => name),
    ...nodes.flatMap(({ addresses }) => addresses),
    ...workloads.flatMap(({ addresses }) => addresses),
    ...services.flatMap(({ clusterAddresses }) => clusterAddresses),
  ]);
}
