import { FAMILIES } from "../../base/address.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { Endpoint, EndpointSlice } from "../../cluster/endpoint-slice.js";
import { podKey } from "../../cluster/pod.js";
import { serviceKey } from "../../cluster/service.js";
import type { Service } from "../../cluster/service.js";
import type { ServiceHeader } from "../../trace/header.js";

/** The cluster's Services with the endpoints that kube-proxy can use. */
export function serviceHeaders({ services, endpointSlices }: Cluster): readonly ServiceHeader[] {
  const byService = new Map<string, EndpointSlice[]>();
  for (const slice of endpointSlices) {
    const key = serviceKey({ namespace: slice.namespace, name: slice.service ?? "" });
    const same = byService.get(key);
    if (same === undefined) byService.set(key, [slice]);
    else same.push(slice);
  }
  return services.map((service) =>
    serviceHeader(service, byService.get(serviceKey(service)) ?? []),
  );
}

/** A Service with the endpoints that its slices list as ready; where there are none, with those that end and still serve. */
export function serviceHeader(
  service: Service,
  endpointSlices: readonly EndpointSlice[],
): ServiceHeader {
  const own = FAMILIES.flatMap((family) =>
    endpointSlices.filter((slice) => slice.family === family && isOf(slice, service)),
  );
  const ready = distinct(own.flatMap(readyEndpoints));
  const ending = (): ServiceHeader["endpoints"] =>
    distinct(own.flatMap(endingEndpoints)).map((one) => ({ ...one, terminating: true }));
  return {
    name: service.name,
    kubernetesNamespace: service.namespace,
    addresses: service.clusterAddresses,
    ...externalOf(service),
    ports: service.ports.map(({ name, protocol, port, nodePort }) => ({
      name,
      protocol,
      port,
      ...(nodePort === null ? {} : { nodePort }),
    })),
    endpoints: ready.length > 0 ? ready : ending(),
  };
}

function externalOf({
  externalAddresses,
  loadBalancerIngress,
}: Service): Pick<ServiceHeader, "externalAddresses"> {
  const virtual = loadBalancerIngress.flatMap(({ address, mode }) =>
    address === null || mode === "Proxy" ? [] : [address],
  );
  const all = [...externalAddresses, ...virtual];
  return all.length === 0 ? {} : { externalAddresses: all };
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
  return endpointsOf(slice, ({ ready }) => ready !== false);
}

function endingEndpoints(slice: EndpointSlice): ServiceHeader["endpoints"] {
  return endpointsOf(
    slice,
    ({ serving, terminating }) => serving !== false && terminating === true,
  );
}

function endpointsOf(
  slice: EndpointSlice,
  isMeant: (endpoint: Endpoint) => boolean,
): ServiceHeader["endpoints"] {
  return slice.endpoints.filter(isMeant).flatMap(({ addresses, pod: name }) => {
    const pod = name === null ? null : podKey({ namespace: slice.namespace, name });
    return addresses.flatMap((address) => slice.ports.map(({ port }) => ({ address, port, pod })));
  });
}
