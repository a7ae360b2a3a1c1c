import { podKey } from "../../cluster/pod.js";
import type { Pod } from "../../cluster/pod.js";
import { nodeNamespaceId } from "../../network/cni/kindnet/node-namespace.js";
import type { PodDns } from "../../kubelet/pod-dns.js";
import { podDns } from "../set-up/pod-dns.js";
import type { World } from "../world.js";
import type { LivePlace } from "./live-place.js";

/** Tells the events that kubelets write as they form the DNS settings of pods: the first time; they go on to do so every minute or so. */
export function tellKubelets({ world, live }: LivePlace, pods: readonly Pod[]): void {
  const scenario = live.scenario();
  for (const pod of pods) tellKubelet(world, podDns(scenario, pod), pod);
}

function tellKubelet(world: World, formed: PodDns, pod: Pod): void {
  if (formed.kind !== "formed") return;
  const node = nodeNamespaceId(pod.node);
  for (const { about, reason, message } of formed.events) {
    const object = about === "pod" ? `pod/${podKey(pod)}` : `node/${pod.node}`;
    world.recorder.emit(node, null, { kind: "kubelet-warned", object, reason, message });
  }
}
