import fc from "fast-check";
import type { Family } from "../../src/base/address.js";

/** A node's input of kube-proxy as the vectors have it, drawn: the Config document, then Services and their slices, each as JSON. */
export interface DrawnProxyInput {
  readonly family: Family;
  /** What `readProxyCase` reads. */
  readonly yaml: string;
}

interface Addresses {
  readonly node: readonly string[];
  readonly cluster: (index: number) => string;
  readonly outside: readonly string[];
  readonly pod: (host: number) => string;
  readonly ranges: readonly string[];
  readonly podRange: string;
  readonly loopback: string;
}

const ADDRESSES: Readonly<Record<Family, Addresses>> = {
  ipv4: {
    node: ["192.168.10.1", "172.16.5.1"],
    cluster: (index) => `10.96.0.${10 + index}`,
    outside: ["192.0.2.10", "192.0.2.11", "192.168.10.1", "203.0.113.9"],
    pod: (host) => `10.244.${host % 2}.${2 + (host >> 1)}`,
    ranges: ["198.51.100.0/24", "192.168.10.0/24", " 203.0.113.77/24 ", "0.0.0.0/0", "10.244.0.9"],
    podRange: "10.244.0.0/16",
    loopback: "127.0.0.0/8",
  },
  ipv6: {
    node: ["fd00:192:168:10::1", "fd00:172:16:5::1"],
    cluster: (index) => `FD00:10:96:0::${10 + index}`,
    outside: ["2001:db8::10", "2001:DB8:0::11", "fd00:192:168:10::1", "2001:db8::9"],
    pod: (host) => `fd00:10:244:${host % 2}::${(2 + (host >> 1)).toString(16)}`,
    ranges: ["2001:db8:1::/48", "fd00:192:168:10::/64", "2001:db8:2::7/64", "::/0"],
    podRange: "fd00:10:244::/56",
    loopback: "::1/128",
  },
};

const OTHER: Readonly<Record<Family, Family>> = { ipv4: "ipv6", ipv6: "ipv4" };

const config = (family: Family): fc.Arbitrary<object> => {
  const { node, podRange, loopback } = ADDRESSES[family];
  const ranges = [...node.map((one) => `${one}/${one.includes(":") ? 128 : 32}`), loopback];
  return fc.record({
    kind: fc.constant("Config"),
    ipFamily: fc.constant(family === "ipv4" ? "IPv4" : "IPv6"),
    nodeName: fc.constant("node-a"),
    nodeIP: fc.constant(node[0]),
    interfaces: fc.constant([
      { addresses: [family === "ipv4" ? "127.0.0.1/8" : "::1/128"] },
      ...node.map((one) => ({ addresses: [`${one}/24`, `${one}/24`] })),
    ]),
    detectLocal: fc.constantFrom(
      { mode: "ClusterCIDR", cidr: podRange },
      { mode: "BridgeInterface", bridgeInterface: "cni0" },
      { mode: "InterfaceNamePrefix", interfaceNamePrefix: "veth" },
      { mode: "None" },
    ),
    masqueradeAll: fc.boolean(),
    masqueradeMark: fc.constantFrom("0x00004000", "0x00000001", "0x80000000"),
    topologyLabels: fc.constantFrom({ "topology.kubernetes.io/zone": "zone-a" }, {}),
    nodePortAddresses: fc.subarray(ranges),
    localhostNodePorts: fc.boolean(),
    conntrackTCPBeLiberal: fc.boolean(),
    randomFully: fc.boolean(),
    serviceCIDRs: fc.constantFrom(
      "",
      family === "ipv4" ? "10.96.0.0/16,10.97.0.0/16" : "fd00:10:96::/112",
    ),
    ipvsScheduler: fc.constantFrom("", "rr", "sh", "mh", "wlc"),
  });
};

const endpoint = (family: Family): fc.Arbitrary<object> =>
  fc.integer({ min: 0, max: 9 }).chain((host) =>
    fc.record({
      addresses: fc.constant([ADDRESSES[family].pod(host)]),
      nodeName: fc.constantFrom(...(host % 2 === 0 ? ["node-a"] : ["node-b"]), undefined),
      conditions: fc.constantFrom(
        {},
        {},
        { ready: true, serving: true, terminating: false },
        { ready: false, serving: true, terminating: true },
        { ready: false, serving: false, terminating: true },
        { ready: false },
      ),
      hints: fc.constantFrom(
        undefined,
        undefined,
        { forZones: [{ name: "zone-a" }] },
        { forZones: [{ name: "zone-b" }], forNodes: [{ name: "node-a" }] },
      ),
    }),
  );

const PORTS = [
  { name: "p", port: 80 },
  { name: "q", port: 443 },
] as const;

/** A Service, and the slices that list its endpoints. */
function service(index: number, family: Family): fc.Arbitrary<readonly object[]> {
  const own = ADDRESSES[family];
  const name = `svc-${index}`;
  const spec = fc.record({
    type: fc.constantFrom("ClusterIP", "NodePort", "LoadBalancer"),
    clusterIP: fc.constant(own.cluster(index)),
    protocol: fc.constantFrom("TCP", "UDP", "SCTP"),
    ports: fc.subarray([...PORTS], { minLength: 1 }),
    nodePort: fc.boolean(),
    externalIPs: fc.subarray([...own.outside, ADDRESSES[OTHER[family]].outside[0] ?? ""]),
    balancers: fc.subarray([...own.outside]),
    mode: fc.constantFrom(undefined, "VIP", "VIP", "Proxy"),
    loadBalancerSourceRanges: fc.array(
      fc.constantFrom(...own.ranges, ...ADDRESSES[OTHER[family]].ranges),
      { maxLength: 4 },
    ),
    internalTrafficPolicy: fc.constantFrom(undefined, "Cluster", "Local"),
    externalTrafficPolicy: fc.constantFrom(undefined, "Cluster", "Local"),
    affinity: fc.constantFrom(null, null, 10_800, 1, 86_400),
  });
  const slices = fc.array(
    fc.record({
      endpoints: fc.array(endpoint(family), { maxLength: 4 }),
      ports: fc.subarray([...PORTS]),
    }),
    { maxLength: 3 },
  );
  return fc.tuple(spec, slices).map(([drawn, listed]) => [
    serviceObject(name, drawn, index),
    ...listed.map(({ endpoints, ports }, at) => ({
      kind: "EndpointSlice",
      metadata: {
        name: `${name}-${at}`,
        namespace: "ns",
        labels: { "kubernetes.io/service-name": name },
      },
      addressType: family === "ipv4" ? "IPv4" : "IPv6",
      endpoints,
      ports: ports.map(({ name: port, port: number }) => ({
        name: port,
        port: number + 8000,
        protocol: drawn.protocol,
      })),
    })),
  ]);
}

interface DrawnSpec {
  readonly type: string;
  readonly clusterIP: string;
  readonly protocol: string;
  readonly ports: readonly { readonly name: string; readonly port: number }[];
  readonly nodePort: boolean;
  readonly externalIPs: readonly string[];
  readonly balancers: readonly string[];
  readonly mode: string | undefined;
  readonly loadBalancerSourceRanges: readonly string[];
  readonly internalTrafficPolicy: string | undefined;
  readonly externalTrafficPolicy: string | undefined;
  readonly affinity: number | null;
}

function serviceObject(name: string, drawn: DrawnSpec, index: number): object {
  const { type, protocol, affinity, mode, balancers } = drawn;
  const { clusterIP, externalIPs, internalTrafficPolicy, externalTrafficPolicy } = drawn;
  const isBalancer = type === "LoadBalancer";
  return {
    kind: "Service",
    metadata: { name, namespace: "ns" },
    spec: {
      type,
      clusterIP,
      externalIPs,
      internalTrafficPolicy,
      externalTrafficPolicy,
      ports: drawn.ports.map((port, at) => ({
        ...port,
        protocol,
        nodePort: drawn.nodePort && type !== "ClusterIP" ? 30_000 + 10 * index + at : 0,
      })),
      healthCheckNodePort: isBalancer && externalTrafficPolicy === "Local" ? 32_000 + index : 0,
      ...(isBalancer ? { loadBalancerSourceRanges: drawn.loadBalancerSourceRanges } : {}),
      ...(affinity === null
        ? {}
        : {
            sessionAffinity: "ClientIP",
            sessionAffinityConfig: { clientIP: { timeoutSeconds: affinity } },
          }),
    },
    status: {
      loadBalancer: { ingress: isBalancer ? balancers.map((ip) => ({ ip, ipMode: mode })) : [] },
    },
  };
}

/** Inputs that combine what the recorded cases vary one by one; addresses of Services meet now and then. */
export const drawnProxyInputs: fc.Arbitrary<DrawnProxyInput> = fc
  .constantFrom<Family>("ipv4", "ipv6")
  .chain((family) =>
    fc
      .tuple(
        config(family),
        fc
          .integer({ min: 1, max: 4 })
          .chain((count) =>
            fc.tuple(...[...Array(count).keys()].map((index) => service(index, family))),
          ),
      )
      .map(([own, services]) => ({
        family,
        yaml: [own, ...services.flat()].map((each) => JSON.stringify(each)).join("\n---\n"),
      })),
  );
