import type { Said, ServiceDeclaration } from "./declaration.js";

/** A declaration that says only its name: of type ClusterIP, with everything else at the API server's defaults. */
export function plainDeclaration(name: Said<string>, namespace: string): ServiceDeclaration {
  return {
    name,
    namespace,
    labels: {},
    type: "ClusterIP",
    headless: false,
    clusterAddresses: [],
    families: null,
    selector: {},
    ports: [],
    externalName: null,
    externalAddresses: [],
    loadBalancerIngress: [],
    loadBalancerSourceRanges: [],
    allocatesNodePorts: true,
    healthCheckNodePort: null,
    affinitySeconds: null,
    internalTrafficPolicy: "Cluster",
    externalTrafficPolicy: "Cluster",
    publishNotReadyAddresses: false,
    trafficDistribution: null,
  };
}
