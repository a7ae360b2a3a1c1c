import type { Address } from "../../../base/address.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import type { Namespace } from "../../namespace.js";
import { joinNetwork } from "../../network.js";
import type { Network, SegmentPlan } from "../../network.js";
import { LAN } from "../kindnet/lan.js";
import { outsideNamespaces } from "../kindnet/outside.js";
import { vethPair } from "../kindnet/veth-pair.js";

/** What a CNI makes of the namespaces of nodes and of pods; `pods` are those that have a namespace of their own there. */
export interface Wiring {
  readonly node: (node: Node, pods: readonly Pod[]) => Namespace;
  readonly pod: (pod: Pod, node: Node) => Namespace;
  /** The cable of a pod. */
  readonly cable?: (pod: Pod) => SegmentPlan;
  /** What the CNI changes outside of the nodes. */
  readonly outside?: (namespace: Namespace) => Namespace;
}

/** A cluster with one LAN of nodes and a cable from each node to each of its pods. */
export function buildClusterNetwork(
  cluster: Cluster,
  outside: readonly Address[],
  wiring: Wiring,
): Network {
  const nodes = new Map(cluster.nodes.map((node) => [node.name, node]));
  const pods = ownPods(cluster).filter((pod) => nodes.has(pod.node));
  const podsOf = new Map<string, Pod[]>(cluster.nodes.map(({ name }) => [name, []]));
  for (const pod of pods) podsOf.get(pod.node)?.push(pod);
  const beyond = outsideNamespaces(cluster.settings, outside);
  const namespaces = [
    ...cluster.nodes.map((node) => wiring.node(node, podsOf.get(node.name) ?? [])),
    ...pods.flatMap((pod) => {
      const node = nodes.get(pod.node);
      return node === undefined ? [] : [wiring.pod(pod, node)];
    }),
    ...beyond.namespaces.map(wiring.outside ?? ((namespace) => namespace)),
  ];
  return joinNetwork(namespaces, [LAN, ...pods.map(wiring.cable ?? vethPair), ...beyond.segments]);
}

/** The pods that have a namespace of their own by now. */
export function ownPods({ pods }: Cluster): readonly Pod[] {
  return pods.filter(({ hostNetwork, phase }) => !hostNetwork && phase !== "starting");
}
