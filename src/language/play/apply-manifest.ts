import { errorAt } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";
import type { ClusterChange } from "../../cluster/control/cluster-change.js";
import type { WorkloadDeclaration } from "../../cluster/declaration.js";
import type { Manifests } from "../../cluster/manifest.js";
import { limitManifests } from "../manifest/limit-manifests.js";
import { manifestOf, takeTexts } from "../manifest/manifest-statements.js";
import { headSpanOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import type { PlayContext } from "./context.js";

/** Reads `apply manifest "FILE.yaml"` and `apply manifest { … }`: Services, Deployments and Pods, as `kubectl apply -f` would; null where there is none. */
export function readAppliedManifest(line: Statement, context: PlayContext): ClusterChange | null {
  const { manifests, report } = context;
  const statement = manifestOf(line);
  const head = headSpanOf(statement);
  if (manifests === null) {
    report(errorAt(head, "manifest-without-reader", {}));
    return null;
  }
  const { texts, files } = takeTexts([statement], manifests, report);
  context.noteFiles(files);
  const read = limitManifests(manifests.read(texts, report), report);
  const workloads = read.workloads.filter((workload) => {
    const isLive = workload.kind === "pod" || workload.kind === "deployment";
    if (!isLive) refuse(workload.kind, workload.name.span, context);
    return isLive && hasNodes(workload, context);
  });
  refuseOthers(read, head, context);
  if (read.services.length + workloads.length === 0) return null;
  const [file] = files;
  const { services } = read;
  return { kind: "apply-manifest", file: file?.name ?? null, services, workloads };
}

// A pod on a node that there is not would stay pending for ever.
function hasNodes(workload: WorkloadDeclaration, { cluster, report }: PlayContext): boolean {
  const named = workload.kind === "pod" ? [workload.node] : workload.nodes;
  const unknown = named.filter(
    (node) => node !== null && cluster.nodes.every(({ name }) => name !== node.value),
  );
  for (const node of unknown)
    if (node !== null) report(errorAt(node.span, "unknown-node", { name: node.value }));
  return unknown.length === 0;
}

// What a cluster is made of, and what controllers write, nobody applies while it plays.
function refuseOthers(read: Manifests, head: SourceSpan, context: PlayContext): void {
  const known = new Set([
    ...context.cluster.nodes.map(({ name }) => name),
    ...read.workloads.flatMap((one) =>
      (one.kind === "pod" ? [one.node] : one.nodes).map((node) => node?.value),
    ),
  ]);
  for (const { name } of read.nodes) if (!known.has(name.value)) refuse("Node", name.span, context);
  for (const { name } of read.endpointSlices) refuse("EndpointSlice", name.span, context);
  if (read.corefile !== null) refuse("ConfigMap", head, context);
  if (read.proxy !== null) refuse("KubeProxyConfiguration", read.proxy.span, context);
}

function refuse(kind: string, span: SourceSpan, { report }: PlayContext): void {
  const expected = ["Service", "Deployment", "Pod"];
  report(errorAt(span, "not-applied-while-playing", { kind, expected }));
}
