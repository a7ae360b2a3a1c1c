import type { Scenario } from "../../cluster/scenario.js";
import { buildNetwork } from "../../network/cni/build-network.js";
import { addContainers } from "../../network/docker/add-containers.js";
import type { Network } from "../../network/network.js";
import type { BuiltTopology } from "../../network/topology/build-topology.js";
import { buildTopology } from "../../network/topology/build-topology.js";

/** All namespaces of a scenario. */
export interface WorldNetwork extends Omit<BuiltTopology, "network"> {
  readonly network: Network;
  /** The ids of the segments that the cluster's CNI has made. */
  readonly clusterSegments: ReadonlySet<string>;
}

/** The cluster's network as its CNI has wired it, the declared hosts beside it, and docker's containers on them. */
export function worldNetwork({ cluster, upstreams, topology }: Scenario): WorldNetwork {
  const servers = upstreams.map(({ address }) => address);
  const wired = cluster.nodes.length === 0 ? NOTHING : buildNetwork(cluster, servers);
  const built = buildTopology(topology, wired);
  return {
    ...built,
    network: addContainers(built.network, topology.containers),
    clusterSegments: new Set(wired.segments.map(({ id }) => id)),
  };
}

const NOTHING: Network = { namespaces: [], segments: [] };
