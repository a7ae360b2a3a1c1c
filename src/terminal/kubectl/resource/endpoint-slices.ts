import { endpointSliceObject } from "../../../manifests/print/endpoint-slice-object.js";
import { familyName } from "../../../manifests/print/part.js";
import { objectsOf } from "../known-objects.js";
import type { Resource } from "../resource.js";
import { someOf } from "../table.js";

/** `kubectl get endpointslices` (printers.go v1.36: printEndpointSlice): addresses whether they are ready or not. */
export const endpointSlices: Resource = {
  names: ["endpointslices", "endpointslice"],
  shortNames: [],
  group: "discovery.k8s.io",
  kind: "EndpointSlice",
  isNamespaced: true,
  columns: ["NAME", "ADDRESSTYPE", "PORTS", "ENDPOINTS", "AGE"],
  wideColumns: [],
  entries: (moment) =>
    objectsOf(moment, "EndpointSlice").map(({ object: slice, age }) => ({
      name: slice.name,
      namespace: slice.namespace,
      labels: slice.labels,
      cells: () => [
        slice.name,
        familyName(slice.family),
        someOf(
          slice.ports.map(({ port }) => String(port)),
          "<unset>",
        ),
        someOf(
          slice.endpoints.flatMap(({ addresses }) => addresses),
          "<unset>",
        ),
        age,
      ],
      object: () => endpointSliceObject(slice),
    })),
};
