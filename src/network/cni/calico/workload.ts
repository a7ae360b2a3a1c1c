import { sha1 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { address } from "../../../base/address.js";
import { podKey } from "../../../cluster/pod.js";
import type { Pod } from "../../../cluster/pod.js";
import type { MacAddress } from "../../../packet/frame.js";
import type { SegmentPlan } from "../../network.js";

/** The hardware address of all of Calico's cables on their node's side (projectcalico/calico cni-plugin/pkg/dataplane/linux: DoNetworking). */
export const WORKLOAD_MAC: MacAddress = "ee:ee:ee:ee:ee:ee" as MacAddress;

/** The address that pods take for their gateway: nobody owns it, and the node answers for it by proxy ARP. */
export const GATEWAY_V4: ReturnType<typeof address> = address("169.254.1.1");

/** The link-local address that the kernel derives from that hardware address: the pods' IPv6 gateway. */
export const GATEWAY_V6: ReturnType<typeof address> = address("fe80::ecee:eeff:feee:eeee");

/** The node's end of a pod's cable (projectcalico/calico libcalico-go/lib/backend/k8s/conversion/workload_endpoint_default.go: VethNameForWorkload). */
export function workloadName({ namespace, name }: Pod): string {
  return `cali${bytesToHex(sha1(utf8ToBytes(`${namespace}.${name}`))).slice(0, 11)}`;
}

/** The cable of a pod. */
export function workloadCable(pod: Pod): SegmentPlan {
  return { id: `veth/${podKey(pod)}`, kind: "veth", name: workloadName(pod) };
}
