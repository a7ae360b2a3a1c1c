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
    endpoints: distinct(
      FAMILIES.flatMap((family) =>
        endpointSlices
          .filter((slice) => slice.family === family && isOf(slice, service))
          .flatMap(readyEndpoints),
      ),
    ),
  }));
}

// Two ports of a Service may lead to the same port of a pod: DNS over UDP and TCP.
function distinct(endpoints: ServiceHeader["endpoints"]): ServiceHeader["endpoints"] {
  const byText = new Map(
    endpoints.map((endpoint) => [`${endpoint.address} ${endpoint.port}`, endpoint]),
  );
  return [...byText.values()];
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
