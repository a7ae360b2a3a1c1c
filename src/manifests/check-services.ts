import type { Address } from "../base/address.js";
import { errorAt } from "../base/diagnostic.js";
import type { Report } from "../base/diagnostic.js";
import type { ServiceDeclaration } from "../cluster/declaration.js";
import type { ReadService } from "./kind/service.js";

/** Reports cluster addresses and node ports that two Services have; the later one goes without, and gets another. */
export function checkServices(
  services: readonly ReadService[],
  report: Report,
): readonly ServiceDeclaration[] {
  const addresses = new Map<Address, string>();
  const nodePorts = new Map<string, string>();
  return services.map((service) => {
    const object = `Service ${service.namespace}/${service.name.value}`;
    const clusterAddresses = service.clusterAddresses.filter(({ value, span }) => {
      const owner = addresses.get(value);
      if (owner === undefined) addresses.set(value, object);
      else report(errorAt(span, "manifest-address-taken", { object, address: value, owner }));
      return owner === undefined;
    });
    const ports = service.ports.map((port) => {
      if (port.nodePort === null) return port;
      const key = `${port.nodePort}/${port.protocol}`;
      const owner = nodePorts.get(key);
      if (owner === undefined) {
        nodePorts.set(key, object);
        return port;
      }
      report(errorAt(port.nodePortSpan, "manifest-node-port-taken", { object, port: key, owner }));
      return { ...port, nodePort: null };
    });
    return { ...service, clusterAddresses, ports };
  });
}
