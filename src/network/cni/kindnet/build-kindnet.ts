import type { Address } from "../../../base/address.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Pod } from "../../../cluster/pod.js";
import { joinNetwork } from "../../network.js";
import type { Network } from "../../network.js";
import { LAN } from "./lan.js";
import { nodeNamespace, nodeNamespaceId } from "./node-namespace.js";
import { outsideNamespaces } from "./outside.js";
import { podNamespace } from "./pod-namespace.js";
import { vethPair } from "./veth-pair.js";

/**
 * A cluster as kind and its CNI wire it: nodes on one docker network, a veth pair for each pod by the ptp plugin,
 * no bridge, and on each node a route to every other node's pod range.
 */
export function buildKindnet(cluster: Cluster, outside: readonly Address[]): Network {
  const nodes = new Map(cluster.nodes.map((node) => [node.name, node]));
  const pods = cluster.pods.filter((pod) => !pod.hostNetwork && nodes.has(pod.node));
  const podsOf = new Map<string, Pod[]>(cluster.nodes.map(({ name }) => [name, []]));
  for (const pod of pods) podsOf.get(pod.node)?.push(pod);
  const beyond = outsideNamespaces(cluster.settings, outside);
  const namespaces = [
    ...cluster.nodes.map((node) => nodeNamespace(node, podsOf.get(node.name) ?? [], cluster)),
    ...pods.flatMap((pod) => {
      const node = nodes.get(pod.node);
      return node === undefined ? [] : [podNamespace(pod, node, nodeNamespaceId(node.name))];
    }),
    ...beyond.namespaces,
  ];
  return joinNetwork(namespaces, [LAN, ...pods.map(vethPair), ...beyond.segments]);
}
