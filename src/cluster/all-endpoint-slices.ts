import type { Cluster } from "./cluster.js";
import { kubernetesSlice } from "./default-object.js";
import type { EndpointSlice } from "./endpoint-slice.js";
import { endpointSlicesOf } from "./endpoint-slices.js";
import type { Pod } from "./pod.js";
import { serviceKey } from "./service.js";

/** The EndpointSlices of all Services: the API server's own one first, then what the controller derives. */
export function allEndpointSlices({
  services,
  pods,
  nodes,
}: Pick<Cluster, "services" | "pods" | "nodes">): readonly EndpointSlice[] {
  const kubernetes = services.find((service) => serviceKey(service) === "default/kubernetes");
  const own = kubernetes === undefined ? null : kubernetesSlice(kubernetes, nodes);
  const derived = services.flatMap((service) => endpointSlicesOf(service, pods, nodes));
  return own === null ? derived : [own, ...derived];
}

/** The cluster after the pods that `isMeant` have turned unready, with the slices that the controller makes of it. */
export function withUnreadyPods(cluster: Cluster, isMeant: (pod: Pod) => boolean): Cluster {
  const pods = cluster.pods.map((pod) => (isMeant(pod) ? { ...pod, ready: false } : pod));
  const changed = { ...cluster, pods };
  return { ...changed, endpointSlices: allEndpointSlices(changed) };
}
