import { hash } from "../../../base/random.js";
import { podKey } from "../../../cluster/pod.js";
import type { Pod } from "../../../cluster/pod.js";
import type { SegmentPlan } from "../../network.js";

/**
 * The host's end of a pod's veth pair: `veth` and eight hexadecimal digits. The plugin draws them
 * (containernetworking/plugins pkg/ip/link_linux.go: RandomVethName); here they depend on the pod's name alone.
 */
export function vethName(pod: Pod): string {
  return `veth${hash(`veth ${podKey(pod)}`)
    .toString(16)
    .padStart(8, "0")}`;
}

/** The veth pair of a pod. */
export function vethPair(pod: Pod): SegmentPlan {
  return { id: `veth/${podKey(pod)}`, kind: "veth", name: vethName(pod) };
}
