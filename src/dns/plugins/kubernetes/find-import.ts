import { endpointName, hasPort, missing, portsOf } from "./find-target.js";
import type { Finding, Search, Target } from "./find-target.js";
import type { NameRequest } from "./name-request.js";

/** An imported Service, its ports or its endpoints (coredns plugin/kubernetes/kubernetes.go: findMultiClusterServices). */
export function findImports(search: Search, request: NameRequest): Finding {
  if (request.service === "") return { kind: "found", targets: [] };
  const key = `${request.namespace}/${request.service}`;
  const service = search.index.imports.get(key);
  if (service === undefined) return missing("service-missing");
  const { name, namespace, addresses } = service;
  const isHeadless = service.type === "Headless";
  const slices = search.index.importSlices.get(key) ?? [];
  const isEmpty = slices.every(({ endpoints }) => endpoints.length === 0);
  if (search.options.ignoreEmptyService && !isHeadless && isEmpty) return missing("service-empty");
  if (isHeadless || request.endpoint !== "") return findImported(search, request);
  const ports = service.ports.filter((port) => hasPort(request, port));
  const owner = `${name}.${namespace}.svc.${search.zone}`;
  const targets = ports.flatMap(({ port }) => {
    return addresses.map((host) => ({ host, port, name: owner }));
  });
  return ports.length > 0 ? { kind: "found", targets } : missing("port-missing");
}

function findImported({ index, options, zone }: Search, request: NameRequest): Finding {
  const slices = index.importSlices.get(`${request.namespace}/${request.service}`) ?? [];
  const targets = slices.flatMap(({ cluster, service, namespace, ports, endpoints }): Target[] => {
    const wanted = portsOf(ports).filter((port) => hasPort(request, port));
    return endpoints.flatMap((ready) => {
      const label = endpointName(ready, options);
      const isAsked =
        request.endpoint === "" ||
        (cluster.toLowerCase() === request.cluster && label.toLowerCase() === request.endpoint);
      const name = `${label}.${cluster}.${service}.${namespace}.svc.${zone}`;
      return isAsked ? wanted.map(({ port }) => ({ host: ready.address, port, name })) : [];
    });
  });
  if (targets.length > 0) return { kind: "found", targets };
  return missing(request.port !== "" ? "port-missing" : "endpoint-missing");
}
