import type { Report } from "../base/diagnostic.js";
import type { InnerText } from "../base/inner-text.js";
import type {
  NodeDeclaration,
  PodDeclaration,
  ServiceDeclaration,
} from "../cluster/declaration.js";
import type { EndpointSlice } from "../cluster/endpoint-slice.js";
import { sliceOf } from "../cluster/given-slice.js";
import type { Service } from "../cluster/service.js";
import { findObjects } from "./read-manifests.js";

/** Objects as they are written, before the API server or a controller has a hand in them. */
export interface WrittenObjects {
  readonly services: readonly Service[];
  readonly endpointSlices: readonly EndpointSlice[];
  readonly nodes: readonly NodeDeclaration[];
  readonly pods: readonly PodDeclaration[];
  readonly namespaces: readonly string[];
}

/** Reads objects as kube-proxy or CoreDNS would be given them: what they leave out stays absent, addresses and slices too. */
export function readWritten(text: InnerText, report: Report): WrittenObjects {
  const { services, slices, nodes, pods, namespaces } = findObjects([text], report);
  return {
    services: services.map(writtenService),
    endpointSlices: slices.map(sliceOf),
    nodes,
    pods,
    namespaces,
  };
}

function writtenService(declared: ServiceDeclaration): Service {
  const valuesOf = <T>(list: readonly { readonly value: T }[]): readonly T[] =>
    list.map(({ value }) => value);
  const { namespace, labels, type, selector, affinitySeconds, trafficDistribution } = declared;
  const { internalTrafficPolicy, externalTrafficPolicy, publishNotReadyAddresses } = declared;
  return {
    name: declared.name.value,
    namespace,
    labels,
    type,
    clusterAddresses: valuesOf(declared.clusterAddresses),
    families: declared.families ?? [],
    selector,
    ports: declared.ports.map(({ name, protocol, port, targetPort, nodePort }) => ({
      name,
      protocol,
      port,
      targetPort,
      nodePort,
    })),
    externalName: declared.externalName?.value ?? null,
    externalAddresses: valuesOf(declared.externalAddresses),
    loadBalancerIngress: valuesOf(declared.loadBalancerIngress),
    loadBalancerSourceRanges: valuesOf(declared.loadBalancerSourceRanges),
    internalTrafficPolicy,
    externalTrafficPolicy,
    affinitySeconds,
    healthCheckNodePort: declared.healthCheckNodePort?.value ?? null,
    publishNotReadyAddresses,
    trafficDistribution,
  };
}
