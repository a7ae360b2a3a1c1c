import { errorAt } from "../../base/diagnostic.js";
import type { WorkloadDeclaration } from "../../cluster/declaration.js";
import { mostPodsOf } from "../../cluster/place-pods.js";
import { LIMIT } from "../limit.js";
import { keywordOf, statementsOf } from "../syntax.js";
import { readController } from "../workload/controller.js";
import { readPod } from "../workload/pod.js";
import type { Pass } from "./pass.js";

const CONTROLLERS = ["deployment", "statefulset", "daemonset", "replicaset"] as const;

/** Reads Deployments, other controllers and pods, in the order in which they get their addresses. */
export const lowerWorkloads: Pass = {
  name: "lower-workloads",
  run: (draft, report) => {
    const workloads: WorkloadDeclaration[] = [];
    let pods = 0;
    for (const statement of statementsOf(draft.document.items)) {
      const keyword = keywordOf(statement);
      const kind = CONTROLLERS.find((known) => known === keyword);
      if (kind === undefined && keyword !== "pod") continue;
      const read =
        kind === undefined ? readPod(statement, report) : readController(statement, kind, report);
      if (read === null) continue;
      pods += mostPodsOf(read, draft.nodes.length);
      if (pods > LIMIT.pods) {
        report(errorAt(statement.span, "too-many", { word: "pod", max: LIMIT.pods }));
        break;
      }
      workloads.push(read);
    }
    return { ...draft, workloads };
  },
};
