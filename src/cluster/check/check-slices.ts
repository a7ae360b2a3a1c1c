import { familyOf } from "../../base/address.js";
import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { EndpointSliceDeclaration } from "../declaration.js";
import { serviceKey } from "../service.js";

/** Reports slices of Services that there are not, endpoints of another family and on nodes that there are not; leaves wrong addresses out. */
export function checkSlices(
  slices: readonly EndpointSliceDeclaration[],
  known: { readonly services: ReadonlySet<string>; readonly nodes: ReadonlySet<string> },
  report: Report,
): readonly EndpointSliceDeclaration[] {
  return slices.map((slice) => {
    const { service, namespace, family } = slice;
    if (service !== null && !known.services.has(serviceKey({ namespace, name: service.value }))) {
      const parameters = { slice: slice.name.value, service: service.value, namespace };
      report(warningAt(service.span, "slice-without-service", parameters));
    }
    const endpoints = slice.endpoints.map((endpoint) => {
      if (endpoint.node !== null && !known.nodes.has(endpoint.node))
        report(warningAt(endpoint.span, "endpoint-on-unknown-node", { name: endpoint.node }));
      const addresses = endpoint.addresses.filter(({ value, span }) => {
        const right = familyOf(value) === family;
        const parameters = { address: value, slice: slice.name.value, family };
        if (!right) report(errorAt(span, "endpoint-of-other-family", parameters));
        return right;
      });
      return { ...endpoint, addresses };
    });
    return { ...slice, endpoints: endpoints.filter(({ addresses }) => addresses.length > 0) };
  });
}
