import type { Cluster } from "../../cluster/cluster.js";
import type { ApiObject } from "../../trace/api-object.js";

/** The objects that the API server holds of a cluster. */
export function apiObjects({
  nodes,
  services,
  endpointSlices,
  pods,
}: Pick<Cluster, "nodes" | "services" | "endpointSlices" | "pods">): readonly ApiObject[] {
  return [
    ...nodes.map((object) => ({ kind: "Node", object }) as const),
    ...services.map((object) => ({ kind: "Service", object }) as const),
    ...endpointSlices.map((object) => ({ kind: "EndpointSlice", object }) as const),
    ...pods.map((object) => ({ kind: "Pod", object }) as const),
  ];
}
