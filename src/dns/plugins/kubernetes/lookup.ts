import type { Cluster } from "../../../cluster/cluster.js";
import type { RecordType } from "../../../packet/dns-message.js";
import { isReverse } from "../../corefile/reverse-zone.js";
import type { DnsWorld } from "../../world.js";
import { indexCluster } from "./cluster-index.js";
import type { ClusterIndex } from "./cluster-index.js";
import { findPods, findServices, isExposed, missing } from "./find-target.js";
import type { Finding, Search } from "./find-target.js";
import { parseName } from "./name-request.js";
import { serverTargets } from "./name-server.js";
import type { KubernetesOptions } from "./options.js";
import { below } from "./record.js";

/** What a question is answered from: the cluster as watched, the options, and the zone in the query's spelling. */
export interface Lookup extends Search {
  readonly world: DnsWorld;
}

/** Gives the index of the cluster as it is now; made anew only when the cluster has changed. */
export function watchCluster(options: KubernetesOptions, world: DnsWorld): () => ClusterIndex {
  let seen: { readonly cluster: Cluster; readonly index: ClusterIndex } | null = null;
  return () => {
    const cluster = world.cluster();
    if (seen?.cluster !== cluster) seen = { cluster, index: indexCluster(cluster, options) };
    return seen.index;
  };
}

/** What a name stands for in the cluster (coredns plugin/kubernetes/kubernetes.go: Services and Records). */
export function findName(lookup: Lookup, name: string, type: RecordType): Finding {
  const lower = name.toLowerCase();
  if (lower === below("ns.dns", lookup.zone) && type !== "TXT") {
    // The zone's name server has addresses and nothing else.
    const hasAddress = type === "A" || type === "AAAA";
    const targets = hasAddress ? serverTargets(lookup) : [];
    return { kind: "found", targets: targets.map((target) => ({ ...target, name: lower })) };
  }
  const request = parseName(lower, lookup.zone, lookup.options.zonal);
  if (request === "invalid") return missing("name-invalid");
  if (request === "apex") return { kind: "found", targets: [] };
  if (isReverse(lower)) return missing("name-invalid");
  if (!isExposed(lookup, request.namespace)) return missing("namespace-missing");
  return request.tree === "pod" ? findPods(lookup, request) : findServices(lookup, request);
}
