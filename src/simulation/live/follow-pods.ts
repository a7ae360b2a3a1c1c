import { podKey } from "../../cluster/pod.js";
import type { Pod } from "../../cluster/pod.js";
import type { Cluster } from "../../cluster/cluster.js";
import { withReadyPod, withRunningPod, withoutPod } from "../../cluster/control/pod-life.js";
import { nodeNamespaceId } from "../../network/cni/kindnet/node-namespace.js";
import type { PodChange } from "../../trace/event/cluster-event.js";
import { endProcesses } from "./end-processes.js";
import { followNetwork } from "./follow-network.js";
import type { LivePlace } from "./live-place.js";
import { CLUSTER_TIMES } from "./nominal-cluster.js";
import { tearDownNodeCache } from "./tear-down-node-cache.js";
import { tellKubelets } from "./tell-kubelet.js";
import { tellObjects } from "./tell-objects.js";

/** Gives the API server a new state, by way of those who follow it. */
export type Follow = (next: Cluster) => void;

/** Tells what has happened to pods, and plans what their kubelets do about it. */
export function followPods(place: LivePlace, before: Cluster, follow: Follow): void {
  const { live } = place;
  const was = new Map(before.pods.map((pod) => [podKey(pod), pod]));
  // What a controller does to other pods follows from the readiness of these.
  for (const pod of live.now.pods) {
    const old = was.get(podKey(pod));
    // That a container has exited is told by itself.
    const isProbed = pod.ready || pod.crash === old?.crash;
    if (old === undefined || isAnother(old, pod)) continue;
    if (old.ready !== pod.ready && isProbed) notePod(place, pod, pod.ready ? "ready" : "unready");
  }
  for (const pod of live.now.pods) {
    const key = podKey(pod);
    const old = was.get(key);
    live.pods.set(key, pod);
    if (old === undefined || isAnother(old, pod)) {
      notePod(place, pod, "created");
      planStart(place, key, follow);
      continue;
    }
    if (old.phase !== "terminating" && pod.phase === "terminating") {
      notePod(place, pod, "deleted");
      planEnd(place, pod, old, follow);
    }
  }
}

// A StatefulSet's pod comes again under the name of the one that is gone.
function isAnother(old: Pod, pod: Pod): boolean {
  return old.phase === "terminating" && pod.phase === "starting";
}

function planStart(place: LivePlace, key: string, follow: Follow): void {
  const { live, world } = place;
  world.scheduler.timer(CLUSTER_TIMES.podStart, () => {
    whenQuiet(place, () => {
      if (podOf(place, key)?.phase !== "starting") return;
      const next = withRunningPod(live.now, key);
      followNetwork(place, next);
      const started = next.pods.find((pod) => podKey(pod) === key);
      tellObjects(place, next);
      if (started !== undefined) {
        notePod(place, started, "started");
        tellKubelets(place, [started]);
      }
      follow(next);
      world.scheduler.timer(CLUSTER_TIMES.readiness, () => {
        if (live.failing.has(key) || podOf(place, key)?.phase !== "running") return;
        follow(withReadyPod(live.now, key, true));
      });
    });
  });
}

// A pod that never ran has nothing to end.
function planEnd(place: LivePlace, pod: Pod, old: Pod, follow: Follow): void {
  const { live, world } = place;
  const key = podKey(pod);
  const ran = old.phase !== "starting";
  world.scheduler.timer(ran ? pod.graceSeconds * 1_000_000 : 0, () => {
    whenQuiet(place, () => {
      if (ran) {
        endProcesses(place, pod);
        tearDownNodeCache(place, pod);
      }
      for (const kept of [live.failing, live.hung, live.exited]) kept.delete(key);
      const next = withoutPod(live.now, key);
      tellObjects(place, next);
      notePod(place, pod, "gone");
      follow(next);
      if (!ran || pod.hostNetwork) return;
      world.scheduler.timer(CLUSTER_TIMES.podStop, () => {
        whenQuiet(place, () => {
          followNetwork(place, live.now);
        });
      });
    });
  });
}

// Nothing is on its way while namespaces come and go, so that nothing is lost in a place that is no more.
const SOON = 1_000;

function whenQuiet(place: Pick<LivePlace, "world">, act: () => void): void {
  const { scheduler } = place.world;
  if (scheduler.isQuiet()) act();
  else
    scheduler.timer(SOON, () => {
      whenQuiet(place, act);
    });
}

function podOf({ live }: LivePlace, key: string): Pod | undefined {
  return live.now.pods.find((pod) => podKey(pod) === key);
}

/** Tells what has happened to a pod, and what goes with it. */
export function notePod(
  { world }: LivePlace,
  pod: Pod,
  change: PodChange,
  more: { readonly log?: string; readonly seconds?: number } = {},
): void {
  const { name, namespace: kubernetesNamespace, addresses, phase, ready } = pod;
  const node = nodeNamespaceId(pod.node);
  world.recorder.emit(null, null, {
    kind: "pod-changed",
    pod: { name, kubernetesNamespace, node, addresses, phase, ready },
    change,
    ...more,
  });
}
