import { podKey } from "../../cluster/pod.js";
import type { Pod } from "../../cluster/pod.js";
import { nodeNamespaceId } from "../../network/cni/kindnet/node-namespace.js";
import { podDns } from "../set-up/pod-dns.js";
import type { LivePlace } from "./live-place.js";

/** Tells the events that a kubelet writes as it forms the DNS settings of a pod: the first time; it goes on to do so every minute or so. */
export function tellKubelet({ world, live }: LivePlace, pod: Pod): void {
  const formed = podDns(live.scenario(), pod);
  if (formed.kind !== "formed") return;
  const node = nodeNamespaceId(pod.node);
  for (const { about, reason, message } of formed.events) {
    const object = about === "pod" ? `pod/${podKey(pod)}` : `node/${pod.node}`;
    world.recorder.emit(node, null, { kind: "kubelet-warned", object, reason, message });
  }
}
