import type { ClusterSettings } from "./cluster.js";
import type { ControllerDeclaration, Said } from "./declaration.js";
import type { EndpointSlice } from "./endpoint-slice.js";
import type { Node } from "./node.js";
import { DEFAULT_GRACE_SECONDS } from "./pod.js";
import { USUAL_RESOLVER } from "./pod-resolver.js";
import type { Server } from "./pod.js";
import type { Service, ServicePort } from "./service.js";
import { familyOf } from "../base/address.js";
import type { Address } from "../base/address.js";
import { nthAddress } from "../base/prefix.js";

/** The namespaces that every cluster has. */
export const DEFAULT_NAMESPACES: readonly string[] = [
  "default",
  "kube-node-lease",
  "kube-public",
  "kube-system",
];

/** The places in the service range that kubeadm fixes: the API server's first, the cluster DNS's tenth. */
export const FIXED_OFFSETS = { kubernetes: 1, dns: 10 } as const;

/** The port of kubeadm's API server on its node. */
export const API_SERVER_PORT: number = 6443;

/** The address at a fixed place of the primary service range; null where the range is too small. */
export function fixedAddress(settings: ClusterSettings, offset: number): Address | null {
  const [range] = settings.serviceRanges;
  return range === undefined ? null : nthAddress(range, offset);
}

/** The Service `default/kubernetes`, which the API server makes for itself. */
export function kubernetesService(settings: ClusterSettings): Service {
  const address = fixedAddress(settings, FIXED_OFFSETS.kubernetes);
  return {
    ...plainService("kubernetes", "default", address),
    labels: { component: "apiserver", provider: "kubernetes" },
    ports: [portOf("https", "tcp", 443, API_SERVER_PORT)],
  };
}

/** The slice behind `default/kubernetes`: the API servers at their nodes' addresses, which no pod stands for. */
export function kubernetesSlice(service: Service, nodes: readonly Node[]): EndpointSlice | null {
  const family = service.families[0];
  const addresses = nodes
    .filter((node) => node.controlPlane)
    .flatMap((node) => node.addresses.filter((address) => familyOf(address) === family));
  if (family === undefined || addresses.length === 0) return null;
  return {
    name: service.name,
    namespace: service.namespace,
    service: service.name,
    labels: { "kubernetes.io/service-name": service.name },
    family,
    ports: [{ name: "https", protocol: "tcp", port: API_SERVER_PORT }],
    endpoints: addresses.map((address) => ({
      addresses: [address],
      ready: true,
      serving: null,
      terminating: null,
      node: null,
      zone: null,
      hostname: null,
      pod: null,
      zoneHints: [],
      nodeHints: [],
    })),
  };
}

/** The Service `kube-system/kube-dns` of kubeadm's CoreDNS add-on. */
export function dnsService(settings: ClusterSettings): Service {
  return {
    ...plainService("kube-dns", "kube-system", fixedAddress(settings, FIXED_OFFSETS.dns)),
    labels: {
      "k8s-app": "kube-dns",
      "kubernetes.io/cluster-service": "true",
      "kubernetes.io/name": "CoreDNS",
    },
    selector: { "k8s-app": "kube-dns" },
    ports: [
      portOf("dns", "udp", 53, 53),
      portOf("dns-tcp", "tcp", 53, 53),
      portOf("metrics", "tcp", 9153, 9153),
    ],
  };
}

/** The Deployment `kube-system/coredns`; in a kind cluster its two pods start on the control plane, the first node to be ready. */
export function dnsDeployment(node: Said<string>): ControllerDeclaration {
  // What of them is open when it runs, its Corefile says.
  const port = (portName: string, number: number, protocol: "tcp" | "udp" = "tcp"): Server => ({
    protocol,
    port: number,
    portName,
    address: null,
    application: { kind: "coredns" },
  });
  return {
    kind: "deployment",
    name: { value: "coredns", span: node.span },
    namespace: "kube-system",
    labels: { "k8s-app": "kube-dns" },
    containers: [
      {
        name: "coredns",
        servers: [
          port("dns", 53, "udp"),
          port("dns-tcp", 53),
          port("metrics", 9153),
          port("liveness-probe", 8080),
          port("readiness-probe", 8181),
        ],
        hostPorts: [],
      },
    ],
    dnsPolicy: "Default",
    resolver: USUAL_RESOLVER,
    graceSeconds: DEFAULT_GRACE_SECONDS,
    addresses: [],
    hostNetwork: false,
    replicas: 2,
    nodes: [node],
  };
}

/** A ClusterIP Service with everything that an object leaves out at the API server's defaults. */
export function plainService(name: string, namespace: string, address: Address | null): Service {
  return {
    name,
    namespace,
    labels: {},
    type: "ClusterIP",
    clusterAddresses: address === null ? [] : [address],
    families: address === null ? [] : [familyOf(address)],
    selector: {},
    ports: [],
    externalName: null,
    externalAddresses: [],
    loadBalancerIngress: [],
    loadBalancerSourceRanges: [],
    internalTrafficPolicy: "Cluster",
    externalTrafficPolicy: "Cluster",
    affinitySeconds: null,
    healthCheckNodePort: null,
    publishNotReadyAddresses: false,
    trafficDistribution: null,
  };
}

function portOf(
  name: string,
  protocol: "tcp" | "udp",
  port: number,
  targetPort: number,
): ServicePort {
  return { name, protocol, port, targetPort, nodePort: null };
}
