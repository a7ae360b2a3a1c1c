import { longestZone } from "../../../packet/dns-name.js";
import { normalZone } from "../../corefile/block-key.js";
import type { SearchPath } from "../../offer.js";
import type { DnsWorld } from "../../world.js";
import type { ClusterIndex } from "./cluster-index.js";
import type { KubernetesOptions } from "./options.js";

/** The search path of the pod that asks, as the kubelet wrote it there (coredns plugin/kubernetes/autopath.go). */
export function searchPathOf(
  options: KubernetesOptions,
  world: DnsWorld,
  currentIndex: () => ClusterIndex,
): SearchPath {
  return ({ name }, client) => {
    const zone = longestZone(name, options.zones);
    // Pods are only listed where names of pods are verified.
    const [pod] = currentIndex().podsByAddress.get(client) ?? [];
    if (zone === null || pod === undefined) return null;
    const services = zone === "." ? "svc." : `svc.${zone}`;
    const host = world.resolvConf.search.map(normalZone);
    return [`${pod.namespace}.${services}`, services, zone, ...host, ""];
  };
}
