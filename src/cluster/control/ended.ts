import type { Cluster } from "../cluster.js";
import { podKey } from "../pod.js";
import type { Pod } from "../pod.js";

/** The cluster with pods that were deleted: they end, each in its own time. */
export function ended(cluster: Cluster, pods: readonly Pick<Pod, "namespace" | "name">[]): Cluster {
  if (pods.length === 0) return cluster;
  const keys = new Set(pods.map(podKey));
  return {
    ...cluster,
    pods: cluster.pods.map((pod) =>
      keys.has(podKey(pod)) ? { ...pod, phase: "terminating" as const } : pod,
    ),
  };
}
