import type { Endpoint, EndpointSlice } from "../../cluster/endpoint-slice.js";
import { familyName, labelsOrNothing, listOrNothing } from "./part.js";
import type { Printable } from "./print-yaml.js";

/** An EndpointSlice as the API server would return it. */
export function endpointSliceObject(slice: EndpointSlice): Printable {
  return {
    addressType: familyName(slice.family),
    apiVersion: "discovery.k8s.io/v1",
    endpoints: slice.endpoints.map((endpoint) => endpointObject(endpoint, slice.namespace)),
    kind: "EndpointSlice",
    metadata: {
      labels: labelsOrNothing(slice.labels),
      name: slice.name,
      namespace: slice.namespace,
    },
    ports: slice.ports.map(({ name, port, protocol }) => ({
      name,
      port,
      protocol: protocol.toUpperCase(),
    })),
  };
}

function endpointObject(endpoint: Endpoint, namespace: string): Printable {
  const { zoneHints, nodeHints, pod } = endpoint;
  const named = (names: readonly string[]): readonly Printable[] | undefined =>
    listOrNothing(names.map((name) => ({ name })));
  return {
    addresses: endpoint.addresses,
    conditions: {
      ready: endpoint.ready ?? undefined,
      serving: endpoint.serving ?? undefined,
      terminating: endpoint.terminating ?? undefined,
    },
    hints:
      zoneHints.length + nodeHints.length === 0
        ? undefined
        : { forNodes: named(nodeHints), forZones: named(zoneHints) },
    hostname: endpoint.hostname ?? undefined,
    nodeName: endpoint.node ?? undefined,
    targetRef: pod === null ? undefined : { kind: "Pod", name: pod, namespace },
    zone: endpoint.zone ?? undefined,
  };
}
