import type { Cluster } from "../../../cluster/cluster.js";
import type { DnsWorld } from "../../world.js";
import { indexCluster } from "./cluster-index.js";
import type { ClusterIndex } from "./cluster-index.js";
import type { Search } from "./find-target.js";
import type { KubernetesOptions } from "./options.js";

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
