import type { Cluster } from "../cluster.js";
import { podOfDeployment, templateHashOf } from "../deployment.js";
import type { Deployment } from "../deployment.js";
import type { Pod } from "../pod.js";
import { ended } from "./ended.js";
import { nodeForPod, withPod } from "./schedule-pod.js";

/**
 * The cluster after a StatefulSet's controller has looked at its pods once, with `podManagementPolicy: OrderedReady`: pods come
 * from the first ordinal on and go from the last, one at a time, and each waits until those before it are ready
 * (kubernetes pkg/controller/statefulset/stateful_set_control.go v1.36: updateStatefulSet).
 */
export function reconcileStatefulSet(cluster: Cluster, set: Deployment): Cluster {
  const own = cluster.pods.filter(
    ({ deployment, namespace }) => deployment === set.name && namespace === set.namespace,
  );
  const podAt = (ordinal: number): Pod | undefined =>
    own.find(({ name }) => name === `${set.name}-${ordinal}`);
  for (let ordinal = 0; ordinal < set.replicas; ordinal++) {
    const pod = podAt(ordinal);
    if (pod === undefined) return withPodAt(cluster, set, ordinal);
    // What ends goes on having its name, so another has to wait.
    if (!isHealthy(pod)) return cluster;
  }
  const surplus = own.filter((pod) => ordinalOf(pod) >= set.replicas);
  const last = highest(surplus);
  if (last !== undefined) {
    const blocks =
      last.phase === "terminating" || surplus.some((pod) => pod.phase === "terminating");
    return blocks ? cluster : ended(cluster, [last]);
  }
  const revision = `${set.name}-${templateHashOf(set)}`;
  const old = highest(own.filter(({ labels }) => labels[REVISION_LABEL] !== revision));
  return old === undefined ? cluster : ended(cluster, [old]);
}

const REVISION_LABEL = "controller-revision-hash";

function isHealthy({ phase, ready }: Pod): boolean {
  return phase === "running" && ready;
}

function ordinalOf({ name }: Pod): number {
  return Number(name.slice(name.lastIndexOf("-") + 1));
}

function highest(pods: readonly Pod[]): Pod | undefined {
  return pods.toSorted((one, other) => ordinalOf(other) - ordinalOf(one))[0];
}

function withPodAt(cluster: Cluster, set: Deployment, ordinal: number): Cluster {
  const isOwn = ({ deployment, namespace }: Pod): boolean =>
    deployment === set.name && namespace === set.namespace;
  const node = nodeForPod(cluster, set.nodes, isOwn);
  const grown =
    node &&
    withPod(cluster, node, (addresses) =>
      podOfDeployment(set, ordinal, { node: node.name, addresses, phase: "starting" }),
    );
  return grown ?? cluster;
}
