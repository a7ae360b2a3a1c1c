import type { Address } from "../../base/address.js";
import { formatPrefix } from "../../base/prefix.js";
import type { Cluster } from "../cluster.js";
import type { Node } from "../node.js";
import type { Pod } from "../pod.js";
import { nextAddress } from "./next-address.js";

/**
 * The node that a new pod goes to: of those that it may go to and that are not cordoned, the first with the fewest pods `like` it
 * (kubernetes pkg/scheduler/framework/plugins/podtopologyspread v1.36 with the default constraints, which count no pod that ends).
 * Null where there is none: the pod stays Pending.
 */
export function nodeForPod(
  { nodes, pods }: Pick<Cluster, "nodes" | "pods">,
  may: readonly string[],
  like: (pod: Pod) => boolean,
): Node | null {
  const named = nodes.filter(({ name }) => may.includes(name));
  const workers = nodes.filter(({ controlPlane }) => !controlPlane);
  const all = named.length > 0 ? named : workers.length > 0 ? workers : nodes;
  const candidates = all
    .filter(({ cordoned }) => !cordoned)
    .toSorted((a, b) => may.indexOf(a.name) - may.indexOf(b.name));
  const count = ({ name }: Node): number =>
    pods.filter((pod) => pod.node === name && pod.phase !== "terminating" && like(pod)).length;
  return candidates.reduce<Node | null>(
    (best, node) => (best === null || count(node) < count(best) ? node : best),
    null,
  );
}

/** The cluster with one pod more, which `podWith` makes of the addresses that its node's IPAM has for it; null where one ran out. */
export function withPod(
  cluster: Cluster,
  node: Node,
  podWith: (addresses: readonly Address[]) => Pod,
): Cluster | null {
  const found = node.podRanges.map(
    (range) => [formatPrefix(range), nextAddress(range, cluster)] as const,
  );
  const addresses = found.flatMap(([, address]) => address ?? []);
  if (addresses.length < found.length) return null;
  const handedOut = Object.fromEntries(
    found.flatMap(([range, address]) => (address === null ? [] : [[range, address] as const])),
  );
  return {
    ...cluster,
    pods: [...cluster.pods, podWith(addresses)],
    lastAddresses: { ...cluster.lastAddresses, ...handedOut },
  };
}
