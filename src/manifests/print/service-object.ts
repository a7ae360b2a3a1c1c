import { formatPrefix } from "../../base/prefix.js";
import type { Service, ServicePort } from "../../cluster/service.js";
import { familyName, labelsOrNothing, listOrNothing } from "./part.js";
import type { Printable } from "./print-yaml.js";

/** A Service as the API server would return it. */
export function serviceObject(service: Service): Printable {
  const isHeadless = service.clusterAddresses.length === 0 && service.type !== "ExternalName";
  const clusterTexts = isHeadless ? ["None"] : service.clusterAddresses;
  const [clusterIP] = clusterTexts;
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      name: service.name,
      namespace: service.namespace,
      labels: labelsOrNothing(service.labels),
    },
    spec: {
      clusterIP,
      clusterIPs: listOrNothing(clusterTexts),
      externalIPs: listOrNothing(service.externalAddresses),
      externalName: service.externalName ?? undefined,
      externalTrafficPolicy: service.externalTrafficPolicy,
      healthCheckNodePort: service.healthCheckNodePort ?? undefined,
      internalTrafficPolicy: service.internalTrafficPolicy,
      ipFamilies: listOrNothing(service.families.map(familyName)),
      loadBalancerSourceRanges: listOrNothing(service.loadBalancerSourceRanges.map(formatPrefix)),
      ports: listOrNothing(service.ports.map(portObject)),
      publishNotReadyAddresses: service.publishNotReadyAddresses || undefined,
      selector: labelsOrNothing(service.selector),
      sessionAffinity: service.affinitySeconds === null ? "None" : "ClientIP",
      sessionAffinityConfig:
        service.affinitySeconds === null
          ? undefined
          : { clientIP: { timeoutSeconds: service.affinitySeconds } },
      trafficDistribution: service.trafficDistribution ?? undefined,
      type: service.type,
    },
    status: {
      loadBalancer: {
        ingress: listOrNothing(
          service.loadBalancerIngress.map(({ address, hostname, mode }) => ({
            hostname: hostname ?? undefined,
            ip: address ?? undefined,
            ipMode: mode,
          })),
        ),
      },
    },
  };
}

function portObject({ name, protocol, port, targetPort, nodePort }: ServicePort): Printable {
  return {
    name: name === "" ? undefined : name,
    nodePort: nodePort ?? undefined,
    port,
    protocol: protocol.toUpperCase(),
    targetPort,
  };
}
