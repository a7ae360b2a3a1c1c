import type { Address } from "../../base/address.js";
import type { Cluster, ClusterSettings } from "../../cluster/cluster.js";
import type { Network } from "../network.js";
import { buildKindnet } from "./kindnet/build-kindnet.js";

/** What a CNI does here: it wires a cluster, and the addresses outside that the play speaks of. */
export type NetworkBuilder = (cluster: Cluster, outside: readonly Address[]) => Network;

const BUILDERS: Readonly<Record<ClusterSettings["cni"], NetworkBuilder>> = {
  kindnet: buildKindnet,
};

/** The cluster's network as its CNI has wired it; `outside` are the addresses of servers outside the cluster. */
export function buildNetwork(cluster: Cluster, outside: readonly Address[]): Network {
  return BUILDERS[cluster.settings.cni](cluster, outside);
}
