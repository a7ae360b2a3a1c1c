import type { Cluster } from "../cluster.js";
import { podKey } from "../pod.js";
import type { Pod } from "../pod.js";
import { reconcileDeployments } from "./reconcile.js";

/** The cluster when a pod's network is there and its containers run; the Ready condition comes later. */
export function withRunningPod(cluster: Cluster, key: string): Cluster {
  return onPod(cluster, key, (pod) =>
    pod.phase === "starting" ? { ...pod, phase: "running" } : pod,
  );
}

/** The cluster when a pod's readiness is `ready`, and what Deployments that wait for it do then. */
export function withReadyPod(cluster: Cluster, key: string, ready: boolean): Cluster {
  return reconcileDeployments(onPod(cluster, key, (pod) => ({ ...pod, ready })));
}

/** The cluster when the last container of a pod has ended and the API server has removed the object. */
export function withoutPod(cluster: Cluster, key: string): Cluster {
  const pods = cluster.pods.filter((pod) => podKey(pod) !== key);
  return reconcileDeployments({ ...cluster, pods });
}

// More rounds than a rollout of any Deployment takes: each one moves at least a pod.
const MOST_ROUNDS = 20_000;

/** The cluster when all that has begun is done, but for pods that end: those stay, since somebody may still speak of them. */
export function settledCluster(cluster: Cluster): Cluster {
  let next = cluster;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const pods = next.pods.map((pod) =>
      pod.phase === "starting" ? { ...pod, phase: "running" as const, ready: true } : pod,
    );
    const moved = reconcileDeployments({ ...next, pods });
    if (moved.pods.every((pod, index) => pod === pods[index]) && moved.pods.length === pods.length)
      return moved;
    next = moved;
  }
  return next;
}

function onPod(cluster: Cluster, key: string, change: (pod: Pod) => Pod): Cluster {
  return {
    ...cluster,
    pods: cluster.pods.map((pod) => (podKey(pod) === key ? change(pod) : pod)),
  };
}
