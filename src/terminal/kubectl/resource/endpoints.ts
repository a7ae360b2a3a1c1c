import { formatEndpoint } from "../../../base/address.js";
import type { EndpointSlice } from "../../../cluster/endpoint-slice.js";
import type { Service } from "../../../cluster/service.js";
import { isAtLeast } from "../at-least.js";
import { endpointsObject, subsetsOf } from "../endpoints-object.js";
import type { Subset } from "../endpoints-object.js";
import { objectsOf } from "../known-objects.js";
import type { Entry, Resource } from "../resource.js";
import { someOf } from "../table.js";

/**
 * `kubectl get endpoints` (printers.go v1.36: printEndpoints): what the Endpoints controller writes for each Service with
 * a selector beside the slices, and what was written by hand; as old as its Service.
 */
export const endpoints: Resource = {
  names: ["endpoints", "endpoint"],
  shortNames: ["ep"],
  group: "",
  kind: "Endpoints",
  isNamespaced: true,
  columns: ["NAME", "ENDPOINTS", "AGE"],
  wideColumns: [],
  entries: (moment) => {
    const slices = objectsOf(moment, "EndpointSlice").map(({ object }) => object);
    const { kubernetes } = moment.header.imitates;
    return objectsOf(moment, "Service").flatMap(({ object: service, age }) => {
      const isDerived = Object.keys(service.selector).length > 0;
      const own = slices.filter((slice) => isOf(slice, service) && (isDerived || isCopied(slice)));
      if (!isDerived && own.length === 0) return [];
      const labels = isDerived ? labelsDerived(service, kubernetes) : labelsWritten(own);
      return [entryOf(service, { labels, subsets: subsetsOf(own, service.families[0]), age })];
    });
  },
  // kubernetes staging/src/k8s.io/api/core/v1/types.go: deprecated since 1.33.
  warning: ({ header }) =>
    isAtLeast(header.imitates.kubernetes, 33)
      ? "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"
      : null,
};

function entryOf(
  { name, namespace }: Service,
  made: Pick<Entry, "labels"> & { readonly subsets: readonly Subset[]; readonly age: string },
): Entry {
  const { labels, subsets, age } = made;
  return {
    name,
    namespace,
    labels,
    cells: () => [name, subsetsText(subsets), age],
    object: () => endpointsObject({ name, namespace, labels }, subsets),
  };
}

// An Endpoints object with subsets, none of them ready, has an empty cell.
function subsetsText(subsets: readonly Subset[]): string {
  const places = subsets.flatMap(({ ready, ports }) =>
    ports.length === 0
      ? ready.map(({ address }) => address)
      : ports.flatMap(({ port }) => ready.map(({ address }) => formatEndpoint(address, port))),
  );
  return someOf(places, subsets.length === 0 ? "<none>" : "");
}

const MANAGED_BY = "endpointslice.kubernetes.io/managed-by";

function isOf({ namespace, service: name }: EndpointSlice, service: Service): boolean {
  return name === service.name && namespace === service.namespace;
}

// Slices that somebody wrote have no Endpoints beside them; those of the API server itself and of the mirroring controller have.
function isCopied({ namespace, name, labels }: EndpointSlice): boolean {
  const isApiServer = namespace === "default" && name === "kubernetes";
  return isApiServer || labels[MANAGED_BY] === "endpointslicemirroring-controller.k8s.io";
}

function labelsWritten([slice]: readonly EndpointSlice[]): Entry["labels"] {
  const kept = Object.entries(slice?.labels ?? {}).filter(
    ([key]) => key !== MANAGED_BY && key !== "kubernetes.io/service-name",
  );
  return Object.fromEntries(kept);
}

// pkg/controller/endpoint/endpoints_controller.go v1.36: the Service's labels and its own.
function labelsDerived(service: Service, version: string): Entry["labels"] {
  return {
    ...service.labels,
    ...(isAtLeast(version, 33)
      ? { "endpoints.kubernetes.io/managed-by": "endpoint-controller" }
      : {}),
    ...(service.clusterAddresses.length === 0 ? { "service.kubernetes.io/headless": "" } : {}),
  };
}
