import type { Address, Family } from "../base/address.js";
import type { Prefix } from "../base/prefix.js";
import type { TransportProtocol } from "./pod.js";

/** A Kubernetes Service with everything that kube-proxy and CoreDNS read from it. */
export interface Service {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly type: "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";
  /** The cluster addresses, at most one for each family; empty for a headless Service. */
  readonly clusterAddresses: readonly Address[];
  /** `spec.ipFamilies`; empty where the object does not say. */
  readonly families: readonly Family[];
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly ServicePort[];
  readonly externalName: string | null;
  readonly externalAddresses: readonly Address[];
  /** `status.loadBalancer.ingress`: where the load balancer can be reached. */
  readonly loadBalancerIngress: readonly LoadBalancerIngress[];
  readonly loadBalancerSourceRanges: readonly Prefix[];
  readonly internalTrafficPolicy: "Cluster" | "Local";
  readonly externalTrafficPolicy: "Cluster" | "Local";
  /** Seconds for which a client keeps its endpoint; null without session affinity. */
  readonly affinitySeconds: number | null;
  readonly healthCheckNodePort: number | null;
  readonly publishNotReadyAddresses: boolean;
  /** `spec.trafficDistribution`: what the EndpointSlice controller writes hints for; kube-proxy reads the hints alone. */
  readonly trafficDistribution: TrafficDistribution | null;
}

/** Which endpoints near the client are preferred; `PreferClose` is the older name of `PreferSameZone`. */
export type TrafficDistribution = "PreferClose" | "PreferSameZone" | "PreferSameNode";

/** A place at which a load balancer takes connections. */
export interface LoadBalancerIngress {
  /** Null where it has a name only. */
  readonly address: Address | null;
  readonly hostname: string | null;
  /** `VIP`: packets arrive with this destination, so nodes know it. `Proxy`: the balancer opens connections of its own. */
  readonly mode: "VIP" | "Proxy";
}

/** One port of a Service. */
export interface ServicePort {
  /** Empty where the Service has a single unnamed port. */
  readonly name: string;
  readonly protocol: TransportProtocol;
  readonly port: number;
  /** A number, or the name of a container port. */
  readonly targetPort: number | string;
  readonly nodePort: number | null;
}

/** `default/example`: how a Service is named across namespaces. */
export function serviceKey(service: Pick<Service, "namespace" | "name">): string {
  return `${service.namespace}/${service.name}`;
}
