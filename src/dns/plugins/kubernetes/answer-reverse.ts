import type { Address } from "../../../base/address.js";
import { endpointName } from "./find-target.js";
import type { Lookup } from "./lookup.js";

/** The names that an address has: the Service with that cluster address, else every endpoint (coredns plugin/kubernetes/reverse.go). */
export function namesOfAddress(lookup: Lookup, address: Address): readonly string[] {
  const { index, options } = lookup;
  const isServed = (namespace: string): boolean => {
    if (options.namespaces.length === 0) return true;
    return options.namespaces.includes(namespace) && index.namespaces.has(namespace);
  };
  const services = index.servicesByAddress.get(address) ?? [];
  const service = services.find(({ namespace }) => isServed(namespace));
  if (service !== undefined) {
    return [`${service.name}.${service.namespace}.svc.${options.primaryZone}`];
  }
  const slices = index.slicesByAddress.get(address) ?? [];
  const names = slices
    .filter(({ namespace }) => isServed(namespace))
    .flatMap((slice) => {
      const ready = slice.endpoints.filter((endpoint) => endpoint.address === address);
      return ready.map((endpoint) => {
        const label = endpointName(endpoint, options);
        return `${label}.${slice.service}.${slice.namespace}.svc.${options.primaryZone}`;
      });
    });
  return [...new Set(names)];
}
