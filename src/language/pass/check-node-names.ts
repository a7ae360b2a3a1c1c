import { errorAt } from "../../base/diagnostic.js";
import type { Said, WorkloadDeclaration } from "../../cluster/declaration.js";
import { nearParameters } from "../value/name.js";
import type { Pass } from "./pass.js";

/** Reports Deployments and pods on nodes that there are not; they then go where they would without saying. */
export const checkNodeNames: Pass = {
  name: "check-node-names",
  run: (draft, report) => {
    const known = new Set(draft.nodes.map((node) => node.name.value));
    const doubtful = new Set(draft.doubtful);
    const isKnown = (said: Said<string>, workload: WorkloadDeclaration): boolean => {
      if (known.has(said.value)) return true;
      const near = nearParameters(said.value, known);
      report(errorAt(said.span, "unknown-node", { name: said.value, ...near }));
      doubtful.add(placeOfWorkload(workload));
      return false;
    };
    const workloads = draft.workloads.map((workload): WorkloadDeclaration => {
      if (workload.kind !== "pod")
        return { ...workload, nodes: workload.nodes.filter((node) => isKnown(node, workload)) };
      const right = workload.node === null || isKnown(workload.node, workload);
      return right ? workload : { ...workload, node: null };
    });
    return { ...draft, workloads, doubtful };
  },
};

/** How `doubtful` calls the place of a workload whose node was wrong. */
export function placeOfWorkload(workload: WorkloadDeclaration): string {
  return `place of ${workload.kind} ${workload.namespace}/${workload.name.value}`;
}
