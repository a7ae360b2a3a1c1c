import type { NodeDeclaration, WorkloadDeclaration } from "../cluster/declaration.js";
import type { Found } from "./found.js";
import type { ReadWorkload } from "./kind/workload.js";

/** The Pods, and the controllers whose pods are not listed among them. */
export function runningWorkloads(
  { pods, workloads }: Found,
  nodes: readonly NodeDeclaration[],
): readonly WorkloadDeclaration[] {
  const made = new Set(
    pods.flatMap(({ deployment, namespace }) =>
      deployment === null ? [] : [`${namespace}/${deployment}`],
    ),
  );
  const unmade = workloads.filter(
    ({ workload }) => !made.has(`${workload.namespace}/${workload.name.value}`),
  );
  return [...pods, ...unmade.map((read) => withNodes(read, nodes))];
}

/** A controller whose template selects nodes goes to those; where there is none, it goes where it would without. */
function withNodes(
  { workload, nodeSelector }: ReadWorkload,
  nodes: readonly NodeDeclaration[],
): WorkloadDeclaration {
  const wanted = Object.entries(nodeSelector).filter(([key]) => key !== "kubernetes.io/os");
  if (workload.nodes.length > 0 || wanted.length === 0) return workload;
  const selected = nodes.filter(({ name, labels }) =>
    wanted.every(([key, value]) =>
      key === "kubernetes.io/hostname" ? name.value === value : labels[key] === value,
    ),
  );
  return { ...workload, nodes: selected.map(({ name }) => name) };
}
