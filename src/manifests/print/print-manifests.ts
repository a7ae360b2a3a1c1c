import type { Cluster } from "../../cluster/cluster.js";
import type { EndpointSlice } from "../../cluster/endpoint-slice.js";
import { endpointSliceObject } from "./endpoint-slice-object.js";
import { nodeObject } from "./node-object.js";
import { podObject } from "./pod-object.js";
import type { Printable } from "./print-yaml.js";
import { printYaml } from "./print-yaml.js";
import { serviceObject } from "./service-object.js";

/** The objects that can be printed. */
export type PrintedObjects = Partial<Pick<Cluster, "nodes" | "services" | "pods">> & {
  readonly namespaces?: readonly string[];
  readonly endpointSlices?: readonly EndpointSlice[];
};

/** Objects as Kubernetes YAML, one document for each; reading it gives the same objects. */
export function printManifests(objects: PrintedObjects): string {
  return objectsOf(objects).map(printYaml).join("---\n");
}

/** The same as one `List`, as `kubectl get … -o yaml` prints several objects. */
export function printManifestList(objects: PrintedObjects): string {
  return printYaml({
    apiVersion: "v1",
    items: objectsOf(objects),
    kind: "List",
    metadata: { resourceVersion: "" },
  });
}

function objectsOf(objects: PrintedObjects): readonly Printable[] {
  const namespaces = (objects.namespaces ?? []).map((name) => ({
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name },
  }));
  return [
    ...namespaces,
    ...(objects.nodes ?? []).map(nodeObject),
    ...(objects.services ?? []).map(serviceObject),
    ...(objects.endpointSlices ?? []).map(endpointSliceObject),
    ...(objects.pods ?? []).map(podObject),
  ];
}
