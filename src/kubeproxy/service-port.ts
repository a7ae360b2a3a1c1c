import { familyOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import type { Prefix } from "../base/prefix.js";
import type { TransportProtocol } from "../cluster/pod.js";
import type { Service, ServicePort as ClusterServicePort } from "../cluster/service.js";

/** One port of a Service as a proxier of one family sees it (kubernetes pkg/proxy/serviceport.go v1.36). */
export interface ServicePort {
  readonly namespace: string;
  readonly service: string;
  readonly portName: string;
  /** `ns/name:port`, or `ns/name` where the port has no name: what comments say and chain names are made of. */
  readonly name: string;
  readonly protocol: TransportProtocol;
  readonly clusterAddress: Address;
  readonly port: number;
  readonly nodePort: number | null;
  readonly externalAddresses: readonly Address[];
  readonly loadBalancerAddresses: readonly Address[];
  /** The ranges that may use the load balancer's addresses; empty for everybody. */
  readonly sourceRanges: readonly Prefix[];
  /** The port of the health check that a load balancer makes on every node. */
  readonly healthCheckNodePort: number | null;
  /** Seconds for which a client keeps its endpoint; null without session affinity. */
  readonly affinitySeconds: number | null;
  readonly internalPolicyLocal: boolean;
  readonly externalPolicyLocal: boolean;
  /** Whether anything but the cluster address leads to it. */
  readonly externallyAccessible: boolean;
  /** Whether the endpoints of all nodes may be chosen on some path. */
  readonly usesClusterEndpoints: boolean;
  /** Whether only this node's endpoints may be chosen on some path. */
  readonly usesLocalEndpoints: boolean;
}

/** A Service with this label belongs to another proxy. */
const OTHER_PROXY_LABEL = "service.kubernetes.io/service-proxy-name";

/** The service ports that get rules in a family, in the order of namespace, name, port name and protocol. */
export function servicePortsOf(
  services: readonly Service[],
  family: Family,
): readonly ServicePort[] {
  return services.flatMap((service) => portsOf(service, family)).sort(compareServicePorts);
}

/** The string by which endpoints are found for a service port, too. */
export function servicePortName(namespace: string, service: string, portName: string): string {
  return portName === "" ? `${namespace}/${service}` : `${namespace}/${service}:${portName}`;
}

function portsOf(service: Service, family: Family): readonly ServicePort[] {
  if (service.type === "ExternalName" || OTHER_PROXY_LABEL in service.labels) return [];
  const clusterAddress = clusterAddressOf(service, family);
  if (clusterAddress === null) return [];
  return lastOfEach(service.ports).map((port) => servicePortOf(service, port, clusterAddress));
}

// Of two ports of one name and protocol the later counts (servicechangetracker.go: serviceToServiceMap).
function lastOfEach(ports: readonly ClusterServicePort[]): readonly ClusterServicePort[] {
  if (ports.length < 2) return ports;
  return [...new Map(ports.map((port) => [`${port.name}/${port.protocol}`, port])).values()];
}

function clusterAddressOf(service: Service, family: Family): Address | null {
  const index = service.families.length === 0 ? 0 : service.families.indexOf(family);
  const address = service.clusterAddresses[index];
  return address !== undefined && familyOf(address) === family ? address : null;
}

function servicePortOf(
  service: Service,
  port: ClusterServicePort,
  clusterAddress: Address,
): ServicePort {
  const family = familyOf(clusterAddress);
  const ofFamily = (address: Address): boolean => familyOf(address) === family;
  const externalAddresses = service.externalAddresses.filter(ofFamily);
  // A balancer that is a proxy comes with connections of its own, to node ports or pods.
  const loadBalancerAddresses = service.loadBalancerIngress.flatMap(({ address, mode }) =>
    mode === "VIP" && address !== null && ofFamily(address) ? [address] : [],
  );
  const internalPolicyLocal = service.internalTrafficPolicy === "Local";
  const externalPolicyLocal = mayHaveExternalPolicy(service) && isExternallyLocal(service);
  const externallyAccessible =
    port.nodePort !== null || externalAddresses.length > 0 || loadBalancerAddresses.length > 0;
  return {
    namespace: service.namespace,
    service: service.name,
    portName: port.name,
    name: servicePortName(service.namespace, service.name, port.name),
    protocol: port.protocol,
    clusterAddress,
    port: port.port,
    nodePort: port.nodePort,
    externalAddresses,
    loadBalancerAddresses,
    sourceRanges: sourceRangesOf(service, family),
    healthCheckNodePort:
      service.type === "LoadBalancer" && externalPolicyLocal ? service.healthCheckNodePort : null,
    affinitySeconds: service.affinitySeconds,
    internalPolicyLocal,
    externalPolicyLocal,
    externallyAccessible,
    usesClusterEndpoints: !internalPolicyLocal || externallyAccessible,
    usesLocalEndpoints: internalPolicyLocal || (externalPolicyLocal && externallyAccessible),
  };
}

function isExternallyLocal(service: Service): boolean {
  return service.externalTrafficPolicy === "Local";
}

function mayHaveExternalPolicy(service: Service): boolean {
  return service.type !== "ClusterIP" || service.externalAddresses.length > 0;
}

function sourceRangesOf(service: Service, family: Family): readonly Prefix[] {
  const ranges = service.loadBalancerSourceRanges.filter((range) => range.family === family);
  return ranges.some((range) => range.length === 0) ? [] : ranges;
}

function compareServicePorts(a: ServicePort, b: ServicePort): number {
  return (
    compareTexts(a.namespace, b.namespace) ||
    compareTexts(a.service, b.service) ||
    compareTexts(a.portName, b.portName) ||
    compareTexts(a.protocol, b.protocol)
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
