import type { EndpointSlice } from "../cluster/endpoint-slice.js";
import type { Node } from "../cluster/node.js";
import type { Pod } from "../cluster/pod.js";
import type { Service } from "../cluster/service.js";

/** An object that the API server holds; beside what its YAML would say, a pod tells what serves on its ports. */
export type ApiObject =
  | { readonly kind: "Node"; readonly object: Node }
  | { readonly kind: "Service"; readonly object: Service }
  | { readonly kind: "EndpointSlice"; readonly object: EndpointSlice }
  | { readonly kind: "Pod"; readonly object: Pod };

/** `Pod default/client`, `Node worker`: how an object is named among all of them. */
export function objectKey({ kind, object }: ApiObject): string {
  return "namespace" in object
    ? `${kind} ${object.namespace}/${object.name}`
    : `${kind} ${object.name}`;
}
