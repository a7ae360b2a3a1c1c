import { errorAt } from "../../base/diagnostic.js";
import type { WorkloadDeclaration } from "../../cluster/declaration.js";
import { LIMIT } from "../limit.js";
import { keywordOf, statementsOf } from "../syntax.js";
import { readDeployment } from "../workload/deployment.js";
import { readPod } from "../workload/pod.js";
import type { Pass } from "./pass.js";

/** Reads Deployments and pods, in the order in which they get their addresses. */
export const lowerWorkloads: Pass = {
  name: "lower-workloads",
  run: (draft, report) => {
    const workloads: WorkloadDeclaration[] = [];
    let pods = 0;
    for (const statement of statementsOf(draft.document.items)) {
      const keyword = keywordOf(statement);
      if (keyword !== "deployment" && keyword !== "pod") continue;
      const read =
        keyword === "pod" ? readPod(statement, report) : readDeployment(statement, report);
      if (read === null) continue;
      pods += read.kind === "pod" ? 1 : read.replicas;
      if (pods > LIMIT.pods) {
        report(errorAt(statement.span, "too-many", { word: "pod", max: LIMIT.pods }));
        break;
      }
      workloads.push(read);
    }
    return { ...draft, workloads };
  },
};
