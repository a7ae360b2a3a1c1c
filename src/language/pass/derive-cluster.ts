import { errorAt } from "../../base/diagnostic.js";
import { buildCluster } from "../../cluster/build-cluster.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { Draft } from "../draft.js";
import { hasCluster } from "../host/has-cluster.js";
import { withCopies } from "../service/copies.js";
import type { Pass } from "./pass.js";

/** Makes the cluster of what was declared, and reports ranges that were too small for it. */
export const deriveCluster: Pass = {
  name: "derive-cluster",
  run: (draft, report) => {
    if (!hasCluster(draft.document)) return { ...draft, cluster: noCluster(draft) };
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

/** What stands for the cluster of a scenario that has none; a host may run CoreDNS. */
function noCluster({ settings, corefile, corednsFiles, topology }: Draft): Cluster {
  const nothing = { nodes: [], pods: [], deployments: [], namespaces: [], services: [] };
  const slices = { endpointSlices: [], givenSlices: [] };
  const asked = topology.hosts.some(({ servers }) =>
    servers.some(({ application }) => application.kind === "coredns"),
  );
  const text = corefile?.text ?? (asked ? BUILT_IN_COREFILE : "");
  return { settings, ...nothing, ...slices, lastAddresses: {}, corednsFiles, corefile: text };
}

// coredns core/dnsserver/register.go v1.14: what it serves where there is no Corefile.
const BUILT_IN_COREFILE = ".:53 {\nwhoami\nlog\n}\n";
