import { FAMILIES } from "../../base/address.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { EndpointSlice } from "../../cluster/endpoint-slice.js";
import { podKey } from "../../cluster/pod.js";
import type { Service } from "../../cluster/service.js";
import type { ServiceHeader } from "../../trace/header.js";

/** The cluster's Services with the endpoints that their slices list as ready. */
export function serviceHeaders({ services, endpointSlices }: Cluster): readonly ServiceHeader[] {
  return services.map((service) => ({
    name: service.name,
    kubernetesNamespace: service.namespace,
    addresses: service.clusterAddresses,
    ports: service.ports.map(({ name, protocol, port }) => ({ name, protocol, port })),
    endpoints: FAMILIES.flatMap((family) =>
      endpointSlices
        .filter((slice) => slice.family === family && isOf(slice, service))
        .flatMap(readyEndpoints),
    ),
  }));
}

function isOf(slice: EndpointSlice, service: Service): boolean {
  return slice.service === service.name && slice.namespace === service.namespace;
}

function readyEndpoints(slice: EndpointSlice): ServiceHeader["endpoints"] {
  return slice.endpoints
    .filter(({ ready }) => ready !== false)
    .flatMap(({ addresses, pod: name }) => {
      const pod = name === null ? null : podKey({ namespace: slice.namespace, name });
      return addresses.flatMap((address) =>
        slice.ports.map(({ port }) => ({ address, port, pod })),
      );
    });
}
