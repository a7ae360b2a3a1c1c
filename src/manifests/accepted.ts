import { familyOf } from "../base/address.js";
import type { ReadService } from "./kind/service.js";
import type { EndpointSliceDeclaration } from "../cluster/declaration.js";

/** A Service without the ports that no API server would take; what is wrong with them has been reported. */
export function acceptedService(service: ReadService): ReadService {
  return { ...service, ports: service.ports.filter(({ port }) => port !== 0) };
}

/** A slice without the endpoints that no API server would take. */
export function acceptedSlice(slice: EndpointSliceDeclaration): EndpointSliceDeclaration {
  const endpoints = slice.endpoints
    .map((endpoint) => ({
      ...endpoint,
      addresses: endpoint.addresses.filter(({ value }) => familyOf(value) === slice.family),
    }))
    .filter(({ addresses }) => addresses.length > 0);
  return { ...slice, endpoints };
}
