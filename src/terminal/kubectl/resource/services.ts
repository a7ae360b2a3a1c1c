import type { Service } from "../../../cluster/service.js";
import { serviceObject } from "../../../manifests/print/service-object.js";
import { byText } from "../by-text.js";
import { objectsOf } from "../known-objects.js";
import { labelsText } from "../labels-text.js";
import type { Resource } from "../resource.js";

/** `kubectl get services` (kubernetes pkg/printers/internalversion/printers.go v1.36: printService). */
export const services: Resource = {
  names: ["services", "service"],
  shortNames: ["svc"],
  group: "",
  kind: "Service",
  isNamespaced: true,
  columns: ["NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE"],
  wideColumns: ["SELECTOR"],
  entries: (moment) =>
    objectsOf(moment, "Service").map(({ object: service, age }) => ({
      name: service.name,
      namespace: service.namespace,
      labels: service.labels,
      cells: (wide) => [
        service.name,
        service.type,
        clusterText(service),
        externalText(service, wide),
        portsText(service),
        age,
        ...(wide ? [labelsText(service.selector)] : []),
      ],
      object: () => serviceObject(service),
    })),
};

function clusterText({ type, clusterAddresses: [first] }: Service): string {
  return first ?? (type === "ExternalName" ? "<none>" : "None");
}

function externalText(service: Service, wide: boolean): string {
  const { type, externalAddresses, externalName } = service;
  switch (type) {
    case "ClusterIP":
    case "NodePort":
      return externalAddresses.length === 0 ? "<none>" : externalAddresses.join(",");
    case "LoadBalancer": {
      const all = [balancerText(service, wide), ...externalAddresses].filter((text) => text !== "");
      return all.length === 0 ? "<pending>" : all.join(",");
    }
    case "ExternalName":
      return externalName ?? "";
  }
}

const LONGEST = 16;

// Where there is no room for all, a part of them has to do.
function balancerText({ loadBalancerIngress }: Service, wide: boolean): string {
  const places = loadBalancerIngress.map(({ address, hostname }) => address ?? hostname ?? "");
  const text = [...new Set(places.filter((place) => place !== ""))].sort(byText).join(",");
  return wide || text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`;
}

function portsText({ ports }: Service): string {
  const texts = ports.map(({ port, nodePort, protocol }) => {
    const number = nodePort === null ? `${port}` : `${port}:${nodePort}`;
    return `${number}/${protocol.toUpperCase()}`;
  });
  return texts.length === 0 ? "<none>" : texts.join(",");
}
