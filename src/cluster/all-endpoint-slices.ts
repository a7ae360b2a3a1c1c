import type { Cluster } from "./cluster.js";
import { kubernetesSlice } from "./default-object.js";
import type { EndpointSlice } from "./endpoint-slice.js";
import { endpointSlicesOf } from "./endpoint-slices.js";
import type { Pod } from "./pod.js";
import { serviceKey } from "./service.js";

/** The EndpointSlices of all Services: those that were given, the API server's own one, then what the controller derives. */
export function allEndpointSlices({
  services,
  pods,
  nodes,
  givenSlices,
}: Pick<Cluster, "services" | "pods" | "nodes" | "givenSlices">): readonly EndpointSlice[] {
  const given = new Set(
    givenSlices.map(({ namespace, service }) => serviceKey({ namespace, name: service ?? "" })),
  );
  const others = services.filter((service) => !given.has(serviceKey(service)));
  const kubernetes = others.find((service) => serviceKey(service) === "default/kubernetes");
  const own = kubernetes === undefined ? null : kubernetesSlice(kubernetes, nodes);
  const derived = others.flatMap((service) => endpointSlicesOf(service, pods, nodes));
  return [...givenSlices, ...(own === null ? [] : [own]), ...derived];
}

/** The cluster after the pods that `isMeant` have turned unready, with the slices that the controller makes of it. */
export function withUnreadyPods(cluster: Cluster, isMeant: (pod: Pod) => boolean): Cluster {
  const pods = cluster.pods.map((pod) => (isMeant(pod) ? { ...pod, ready: false } : pod));
  const changed = { ...cluster, pods };
  return { ...changed, endpointSlices: allEndpointSlices(changed) };
}
