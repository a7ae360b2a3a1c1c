import { errorAt } from "../../base/diagnostic.js";
import { buildCluster } from "../../cluster/build-cluster.js";
import type { Cluster, ClusterSettings } from "../../cluster/cluster.js";
import { hasCluster } from "../host/has-cluster.js";
import { withCopies } from "../service/copies.js";
import type { Pass } from "./pass.js";

/** Makes the cluster of what was declared, and reports ranges that were too small for it. */
export const deriveCluster: Pass = {
  name: "derive-cluster",
  run: (draft, report) => {
    if (!hasCluster(draft.document)) return { ...draft, cluster: noCluster(draft.settings) };
    const corefile = draft.corefile?.text ?? null;
    const services = withCopies(draft.services, draft.copies, report);
    const nodeLocalCorefile = draft.nodeLocalCorefile?.text ?? null;
    const declared = { ...draft, services, corefile, nodeLocalCorefile };
    const { cluster, shortages } = buildCluster(declared);
    const reported = new Set<string>();
    for (const { range, owner } of shortages) {
      const parameters = { range, name: owner.value };
      const key = `${parameters.range} ${owner.span.start}`;
      if (reported.has(key)) continue;
      reported.add(key);
      report(errorAt(owner.span, "range-exhausted", parameters));
    }
    return { ...draft, cluster };
  },
};

/** What stands for the cluster of a scenario that has none. */
function noCluster(settings: ClusterSettings): Cluster {
  const nothing = { nodes: [], pods: [], deployments: [], namespaces: [], services: [] };
  const slices = { endpointSlices: [], givenSlices: [] };
  return { settings, ...nothing, ...slices, lastAddresses: {}, corefile: "" };
}
