import type { ExternalGroup, ExternalList, ExternalTarget, ExternalZone } from "../../offer.js";
import type { Service } from "../../../cluster/service.js";
import { externalHosts } from "./cluster-index.js";
import type { ClusterIndex } from "./cluster-index.js";
import { endpointName, isHeadlessService, portsOf } from "./find-target.js";
import type { KubernetesOptions } from "./options.js";

/** All Services of an external zone (coredns plugin/kubernetes/external.go: ExternalServices). */
export function listExternal(
  index: ClusterIndex,
  options: KubernetesOptions,
  { zone, headless }: ExternalZone,
): ExternalList {
  const groups: ExternalGroup[] = [];
  const services: (ExternalTarget & { readonly portName: string })[] = [];
  for (const service of index.services.values()) {
    const name = `${service.name}.${service.namespace}.${zone}`;
    const hosts = externalHosts(service);
    if (headless && hosts.length === 0 && isHeadlessService(service)) {
      groups.push(...groupsOf(index, options, { service, name }));
      continue;
    }
    for (const host of hosts) {
      for (const { name: port, protocol, port: number } of portsOf(service.ports)) {
        const portName = `_${port}._${protocol}.${name}`.toLowerCase();
        services.push({ host, port: number, name, portName });
      }
    }
  }
  return { services, headless: groups };
}

// First the endpoints behind the Service's name, then those behind each named port.
function groupsOf(
  index: ClusterIndex,
  options: KubernetesOptions,
  { service, name }: { readonly service: Service; readonly name: string },
): readonly ExternalGroup[] {
  const targets: ExternalTarget[] = [];
  const byPort = new Map<string, ExternalTarget[]>();
  for (const slice of index.slices.get(`${service.namespace}/${service.name}`) ?? []) {
    for (const ready of slice.endpoints) {
      for (const port of portsOf(slice.ports)) {
        const own = `${endpointName(ready, options)}.${name}`;
        targets.push({ host: ready.address, port: port.port, name: own });
        if (port.name === "") continue;
        const owner = `_${port.name}._${port.protocol}.${name}`.toLowerCase();
        byPort.set(owner, [
          ...(byPort.get(owner) ?? []),
          { host: own, port: port.port, name: owner },
        ]);
      }
    }
  }
  if (targets.length === 0) return [];
  const ports = [...byPort].map(([owner, own]) => ({ owner, isPort: true, targets: own }));
  return [{ owner: name, isPort: false, targets }, ...ports];
}
