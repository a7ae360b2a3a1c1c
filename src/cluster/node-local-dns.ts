import { address, familyOf } from "../base/address.js";
import type { Address } from "../base/address.js";
import type { Cluster, ClusterSettings } from "./cluster.js";
import type { ControllerDeclaration, NodeDeclaration, ServiceDeclaration } from "./declaration.js";
import { plainDeclaration } from "./plain-declaration.js";
import { DEFAULT_GRACE_SECONDS } from "./pod.js";
import type { Server } from "./pod.js";
import { USUAL_RESOLVER } from "./pod-resolver.js";
import type { Service } from "./service.js";

// The add-on's own address (kubernetes cluster/addons/dns/nodelocaldns), and one from the range that its documentation names for IPv6.
const LOCAL_ADDRESS = { ipv4: address("169.254.20.10"), ipv6: address("fd00::10") };

/** The address of node-local-dns where none is said, of the family that Services have first. */
export function nodeLocalAddress({ serviceRanges }: ClusterSettings): Address {
  return LOCAL_ADDRESS[serviceRanges[0]?.family ?? "ipv4"];
}

/**
 * The addresses that node-local-dns takes on every node: its own, and the cluster DNS's, which in ipvs mode is on
 * kube-proxy's device already; none where the cluster has no node-local-dns.
 */
export function nodeLocalListening({
  settings,
  services,
}: Pick<Cluster, "settings" | "services">): readonly Address[] {
  const { nodeLocalDns: own, proxy } = settings;
  if (own === undefined) return [];
  const shared = proxy.mode === "ipvs" ? null : systemAddress(services, "kube-dns", own);
  return shared === null ? [own] : [own, shared];
}

/** The cluster address of a Service of `kube-system`, of the family of another address; null where it has none. */
export function systemAddress(
  services: readonly Service[],
  name: string,
  like: Address,
): Address | null {
  const service = services.find((one) => one.namespace === "kube-system" && one.name === name);
  const own = service?.clusterAddresses.find((one) => familyOf(one) === familyOf(like));
  return own ?? null;
}

/** The DaemonSet `kube-system/node-local-dns`: a process in every node's own network. */
export function nodeLocalDaemonSet(
  nodes: readonly NodeDeclaration[],
  listening: readonly Address[],
): ControllerDeclaration | null {
  const [first] = nodes;
  const [own] = listening;
  if (first === undefined || own === undefined) return null;
  const server = (part: Pick<Server, "protocol" | "address" | "port" | "portName">): Server => {
    return { ...part, application: { kind: "node-local-dns" } };
  };
  return {
    kind: "daemonset",
    name: { value: "node-local-dns", span: first.name.span },
    namespace: "kube-system",
    labels: { "k8s-app": "node-local-dns" },
    containers: [
      {
        name: "node-cache",
        servers: [
          ...listening.flatMap((at) => [
            server({ protocol: "udp", address: at, port: 53, portName: "dns" }),
            server({ protocol: "tcp", address: at, port: 53, portName: "dns-tcp" }),
          ]),
          server({ protocol: "tcp", address: null, port: 9253, portName: "metrics" }),
          server({ protocol: "tcp", address: own, port: HEALTH_PORT, portName: null }),
        ],
        hostPorts: [],
      },
    ],
    dnsPolicy: "Default",
    resolver: USUAL_RESOLVER,
    graceSeconds: DEFAULT_GRACE_SECONDS,
    addresses: [],
    hostNetwork: true,
    replicas: nodes.length,
    nodes: nodes.map(({ name }) => name),
  };
}

/** The port of node-local-dns's health plugin (kubernetes/dns cmd/node-cache/main.go 1.26: `-health-port`). */
export const HEALTH_PORT = 8080;

/** The Services of the add-on: CoreDNS's pods under an address that no node takes for itself, and a headless one for metrics. */
export function nodeLocalServices(
  nodes: readonly NodeDeclaration[],
): readonly ServiceDeclaration[] {
  const span = nodes[0]?.name.span;
  if (span === undefined) return [];
  const dns = { port: 53, targetPort: 53, nodePort: null, span };
  const metrics = { name: "metrics", protocol: "tcp", port: 9253, targetPort: 9253 } as const;
  return [
    {
      ...plainDeclaration({ value: "kube-dns-upstream", span }, "kube-system"),
      labels: {
        "k8s-app": "kube-dns",
        "kubernetes.io/cluster-service": "true",
        "kubernetes.io/name": "KubeDNSUpstream",
      },
      selector: { "k8s-app": "kube-dns" },
      ports: [
        { ...dns, name: "dns", protocol: "udp" },
        { ...dns, name: "dns-tcp", protocol: "tcp" },
      ],
    },
    {
      ...plainDeclaration({ value: "node-local-dns", span }, "kube-system"),
      headless: true,
      labels: { "k8s-app": "node-local-dns" },
      selector: { "k8s-app": "node-local-dns" },
      ports: [{ ...metrics, nodePort: null, span }],
    },
  ];
}
