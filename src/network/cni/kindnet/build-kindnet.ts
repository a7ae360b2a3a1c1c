import type { Address } from "../../../base/address.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Network } from "../../network.js";
import { buildClusterNetwork } from "../wiring/cluster-network.js";
import { nodeNamespace, nodeNamespaceId } from "./node-namespace.js";
import { podNamespace } from "./pod-namespace.js";

/**
 * A cluster as kind and its CNI wire it: nodes on one docker network, a veth pair for each pod by the ptp plugin,
 * no bridge, and on each node a route to every other node's pod range.
 */
export function buildKindnet(cluster: Cluster, outside: readonly Address[]): Network {
  return buildClusterNetwork(cluster, outside, {
    node: (node, pods) => nodeNamespace(node, pods, cluster),
    pod: (pod, node) => podNamespace(pod, node, nodeNamespaceId(node.name)),
  });
}
