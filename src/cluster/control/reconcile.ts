import type { Cluster } from "../cluster.js";
import { deploymentKey, podOfDeployment, templateHashOf, TEMPLATE_LABEL } from "../deployment.js";
import type { Deployment } from "../deployment.js";
import type { Pod } from "../pod.js";
import { ended } from "./ended.js";
import { reconcileStatefulSet } from "./reconcile-stateful-set.js";
import { nodeForPod, withPod } from "./schedule-pod.js";

/** The cluster after every Deployment's and StatefulSet's controller has looked at its pods once: some are made, some are deleted. */
export function reconcileDeployments(cluster: Cluster): Cluster {
  return cluster.deployments.reduce(
    (next, { namespace, name }) => reconcile(next, deploymentKey({ namespace, name })),
    cluster,
  );
}

/** The pods that a Deployment has made and that do not end. */
export function livePodsOf(
  { pods }: Pick<Cluster, "pods">,
  { namespace, name }: Pick<Deployment, "namespace" | "name">,
): readonly Pod[] {
  return pods.filter((pod) => isMadeBy(pod, { namespace, name }) && pod.phase !== "terminating");
}

function isMadeBy(pod: Pod, { namespace, name }: Pick<Deployment, "namespace" | "name">): boolean {
  return pod.deployment === name && pod.namespace === namespace;
}

// A ReplicaSet never replaces the pods of an earlier template.
function isOfTemplate(deployment: Deployment): (pod: Pod) => boolean {
  if (deployment.kind !== "deployment") return () => true;
  const hash = templateHashOf(deployment);
  return ({ labels }) => labels[TEMPLATE_LABEL] === hash;
}

// kubernetes pkg/controller/deployment/rolling.go v1.36, with maxSurge and maxUnavailable at 25 %.
function reconcile(cluster: Cluster, key: string): Cluster {
  const deployment = cluster.deployments.find((one) => deploymentKey(one) === key);
  if (deployment === undefined) return cluster;
  if (deployment.kind === "statefulset") return reconcileStatefulSet(cluster, deployment);
  const { replicas } = deployment;
  const live = livePodsOf(cluster, deployment);
  const isCurrent = isOfTemplate(deployment);
  const current = live.filter(isCurrent);
  const old = live.filter((pod) => !isCurrent(pod));
  const surge = old.length === 0 ? 0 : Math.ceil(replicas * 0.25);
  const room = replicas + surge - live.length;
  const wanted = Math.min(replicas - current.length, old.length === 0 ? Infinity : room);
  const grown = made(cluster, key, wanted);
  const surplus = victims(current, current.length - replicas);
  return ended(grown, [...surplus, ...oldVictims(old, current, replicas)]);
}

// Old pods that are not ready go first; others go as new ones become available (rolling.go: reconcileOldReplicaSets).
function oldVictims(
  old: readonly Pod[],
  current: readonly Pod[],
  replicas: number,
): readonly Pod[] {
  const unavailable = Math.floor(replicas * 0.25);
  const leastAvailable = replicas - unavailable;
  const isReady = ({ ready }: Pod): boolean => ready;
  const newUnready = current.filter((pod) => !isReady(pod)).length;
  const mayGo = old.length + current.length - leastAvailable - newUnready;
  const unready = victims(
    old.filter((pod) => !isReady(pod)),
    mayGo,
  );
  const ready = old.filter(isReady);
  const available = ready.length + current.filter(isReady).length;
  return [...unready, ...victims(ready, available - leastAvailable)];
}

// kubernetes pkg/controller/controller_utils.go v1.36: ActivePodsWithRanks: not ready before ready, those that share a node with
// others before those that are alone, the younger before the older.
function victims(pods: readonly Pod[], count: number): readonly Pod[] {
  const crowd = ({ node }: Pod): number => pods.filter((pod) => pod.node === node).length;
  return [...pods]
    .reverse()
    .sort((a, b) => Number(a.ready) - Number(b.ready) || crowd(b) - crowd(a))
    .slice(0, Math.max(0, count));
}

function made(cluster: Cluster, key: string, count: number): Cluster {
  let next = cluster;
  for (let left = count; left > 0; left--) {
    const deployment = next.deployments.find((one) => deploymentKey(one) === key);
    if (deployment === undefined) return next;
    const isCurrent = isOfTemplate(deployment);
    const node = nodeForPod(
      next,
      deployment.nodes,
      (pod) => isMadeBy(pod, deployment) && isCurrent(pod),
    );
    const grown =
      node &&
      withPod(next, node, (addresses) =>
        podOfDeployment(deployment, deployment.made, {
          node: node.name,
          addresses,
          phase: "starting",
        }),
      );
    if (grown === null) return next;
    const counted = { ...deployment, made: deployment.made + 1 };
    next = {
      ...grown,
      deployments: grown.deployments.map((one) => (one === deployment ? counted : one)),
    };
  }
  return next;
}
