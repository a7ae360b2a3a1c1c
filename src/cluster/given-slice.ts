import type { EndpointDeclaration, EndpointSliceDeclaration } from "./declaration.js";
import type { Endpoint, EndpointSlice } from "./endpoint-slice.js";

/** The slice that a declaration stands for. */
export function sliceOf(declaration: EndpointSliceDeclaration): EndpointSlice {
  const { namespace, family, ports } = declaration;
  return {
    name: declaration.name.value,
    namespace,
    service: declaration.service?.value ?? null,
    labels: declaration.labels,
    family,
    ports,
    endpoints: declaration.endpoints.map(endpointOf),
  };
}

function endpointOf(declaration: EndpointDeclaration): Endpoint {
  const { ready, serving, terminating, node, zone, hostname, pod } = declaration;
  const { zoneHints, nodeHints } = declaration;
  const addresses = declaration.addresses.map(({ value }) => value);
  return {
    addresses,
    ready,
    serving,
    terminating,
    node,
    zone,
    hostname,
    pod,
    zoneHints,
    nodeHints,
  };
}
