import { address } from "../../src/base/address.js";
import { deviceHeader, hostTables } from "./host-tables.js";
import type {
  ChainHeader,
  NamespaceHeader,
  RuleSetHeader,
  TraceHeader,
} from "../../src/trace/header.js";
import { namespaceId } from "../../src/trace/id.js";

/** The chains of the small trace, by table: a part of what kube-proxy and kindnet write on a node of this cluster. */
const CHAINS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  mangle: { PREROUTING: [], INPUT: [], FORWARD: [], OUTPUT: [], POSTROUTING: [] },
  nat: {
    PREROUTING: ['-m comment --comment "kubernetes service portals" -j KUBE-SERVICES'],
    INPUT: [],
    OUTPUT: ['-m comment --comment "kubernetes service portals" -j KUBE-SERVICES'],
    POSTROUTING: [
      '-m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING',
      "-m addrtype ! --dst-type LOCAL -j KIND-MASQ-AGENT",
    ],
    "KIND-MASQ-AGENT": [
      '-d 10.244.0.0/16 -m comment --comment "kind-masq-agent: local traffic is not subject to MASQUERADE" -j RETURN',
      '-m comment --comment "kind-masq-agent: outbound traffic is subject to MASQUERADE" -j MASQUERADE',
    ],
    "KUBE-SERVICES": [
      '-d 10.96.0.10/32 -p udp -m comment --comment "kube-system/kube-dns:dns cluster IP" -m udp --dport 53 -j KUBE-SVC-TCOU7JCQXEZGVUNU',
      '-d 10.96.1.64/32 -p tcp -m comment --comment "default/example cluster IP" -m tcp --dport 80 -j KUBE-SVC-KJPVVQX5F7GDTKCS',
    ],
    "KUBE-POSTROUTING": [
      "-m mark ! --mark 0x4000/0x4000 -j RETURN",
      "-j MARK --xor-mark 0x4000",
      '-m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully',
    ],
    "KUBE-MARK-MASQ": ["-j MARK --or-mark 0x4000"],
    "KUBE-SVC-TCOU7JCQXEZGVUNU": [
      '! -s 10.244.0.0/16 -d 10.96.0.10/32 -p udp -m comment --comment "kube-system/kube-dns:dns cluster IP" -m udp --dport 53 -j KUBE-MARK-MASQ',
      '-m comment --comment "kube-system/kube-dns:dns -> 10.244.1.2:53" -j KUBE-SEP-Z6M7ZHWCTBNMPLD7',
    ],
    "KUBE-SEP-Z6M7ZHWCTBNMPLD7": [
      '-s 10.244.1.2/32 -m comment --comment "kube-system/kube-dns:dns" -j KUBE-MARK-MASQ',
      '-p udp -m comment --comment "kube-system/kube-dns:dns" -m udp -j DNAT --to-destination 10.244.1.2:53',
    ],
    "KUBE-SVC-KJPVVQX5F7GDTKCS": [
      '! -s 10.244.0.0/16 -d 10.96.1.64/32 -p tcp -m comment --comment "default/example cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ',
      '-m comment --comment "default/example -> 10.244.1.3:80" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-XXKN34IAKZBGDNKU',
      '-m comment --comment "default/example -> 10.244.2.3:80" -j KUBE-SEP-HPTXBH7MENSODM52',
    ],
    "KUBE-SEP-XXKN34IAKZBGDNKU": [
      '-s 10.244.1.3/32 -m comment --comment "default/example" -j KUBE-MARK-MASQ',
      '-p tcp -m comment --comment "default/example" -m tcp -j DNAT --to-destination 10.244.1.3:80',
    ],
    "KUBE-SEP-HPTXBH7MENSODM52": [
      '-s 10.244.2.3/32 -m comment --comment "default/example" -j KUBE-MARK-MASQ',
      '-p tcp -m comment --comment "default/example" -m tcp -j DNAT --to-destination 10.244.2.3:80',
    ],
  },
  filter: {
    INPUT: [],
    FORWARD: [
      '-m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL',
      '-m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD',
    ],
    OUTPUT: [],
    "KUBE-PROXY-FIREWALL": [],
    "KUBE-FORWARD": [
      "-m conntrack --ctstate INVALID -j DROP",
      '-m comment --comment "kubernetes forwarding rules" -m mark --mark 0x4000/0x4000 -j ACCEPT',
      '-m comment --comment "kubernetes forwarding conntrack rule" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    ],
  },
};

const BUILT_IN = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];

const texts: readonly string[] = [
  ...new Set(Object.values(CHAINS).flatMap((chains) => Object.values(chains).flat())),
];

function ruleSetOf(node: string): RuleSetHeader {
  const tables = Object.entries(CHAINS).map(([name, chains]) => ({
    name,
    chains: Object.entries(chains).map(([chain, rules]): ChainHeader => ({
      name: chain,
      policy: BUILT_IN.includes(chain) ? "ACCEPT" : null,
      rules: rules.map((rule) => texts.indexOf(rule)),
      owners: rules.map((rule) => (/kind-masq|KIND-/i.test(rule) ? "kindnet" : "kube-proxy")),
    })),
  }));
  return { namespace: namespaceId(node), family: "ipv4", tables };
}

const LO = deviceHeader({
  name: "lo",
  mac: "00:00:00:00:00:00",
  addresses: ["127.0.0.1/8"],
  kind: "loopback",
  mtu: 65_536,
});

interface PodPlan {
  readonly id: string;
  readonly node: string;
  readonly address: string;
  readonly gateway: string;
  readonly veth: string;
}

const PODS: readonly PodPlan[] = [
  {
    id: "pod/default/client",
    node: "node/worker",
    address: "10.244.1.4",
    gateway: "10.244.1.1",
    veth: "veth1c1a",
  },
  {
    id: "pod/kube-system/coredns",
    node: "node/worker",
    address: "10.244.1.2",
    gateway: "10.244.1.1",
    veth: "veth2d2b",
  },
  {
    id: "pod/default/example",
    node: "node/worker2",
    address: "10.244.2.3",
    gateway: "10.244.2.1",
    veth: "veth3e3c",
  },
];

const NODES = [
  {
    id: "node/worker",
    address: "172.18.0.2",
    mac: "02:42:ac:12:00:02",
    other: "10.244.2.0/24 via 172.18.0.3 dev eth0",
  },
  {
    id: "node/worker2",
    address: "172.18.0.3",
    mac: "02:42:ac:12:00:03",
    other: "10.244.1.0/24 via 172.18.0.2 dev eth0",
  },
];

function nodeHeader({ id, address: own, mac, other }: (typeof NODES)[number]): NamespaceHeader {
  const pods = PODS.filter(({ node }) => node === id);
  const veths = pods.map(({ veth, gateway }, index) =>
    deviceHeader({
      name: veth,
      mac: `06:00:0a:f4:0${index}:01`,
      addresses: [`${gateway}/32`],
      segment: veth,
    }),
  );
  return {
    id: namespaceId(id),
    kind: "node",
    name: id.slice("node/".length),
    kubernetesNamespace: null,
    node: null,
    tables: hostTables(
      [LO, deviceHeader({ name: "eth0", mac, addresses: [`${own}/16`], segment: "lan" }), ...veths],
      [
        "default via 172.18.0.1 dev eth0",
        other,
        ...pods.map(({ address: pod, veth }) => `${pod} dev ${veth} scope host`),
        `172.18.0.0/16 dev eth0 proto kernel scope link src ${own}`,
      ],
    ),
    iptables: "nft",
    servers: [],
    resolver: null,
  };
}

function podHeader({ id, node, address: own, gateway, veth }: PodPlan): NamespaceHeader {
  const [, kubernetesNamespace = "", name = ""] = id.split("/");
  const mac = `0a:00:${own
    .split(".")
    .map((part) => Number(part).toString(16).padStart(2, "0"))
    .join(":")}`;
  const servers = {
    coredns: [{ program: "coredns", protocol: "udp", port: 53 }],
    example: [{ program: "http", protocol: "tcp", port: 80 }],
  };
  return {
    id: namespaceId(id),
    kind: "pod",
    name,
    kubernetesNamespace,
    node: namespaceId(node),
    tables: hostTables(
      [LO, deviceHeader({ name: "eth0", mac, addresses: [`${own}/24`], segment: veth })],
      [`default via ${gateway} dev eth0`, `${gateway} dev eth0 scope link`],
    ),
    iptables: "nft",
    servers: name === "coredns" || name === "example" ? servers[name] : [],
    resolver:
      name === "client"
        ? {
            servers: [address("10.96.0.10")],
            search: ["default.svc.cluster.local", "svc.cluster.local", "cluster.local"],
            ndots: 5,
          }
        : null,
  };
}

/** The header of the small trace: two nodes, a client, a CoreDNS pod and a backend on the other node. */
export const SMALL_HEADER: TraceHeader = {
  format: "hopwise-trace/1",
  title: { en: "curl a ClusterIP Service", ja: "ClusterIP の Service に curl する" },
  seed: 1,
  imitates: { kubernetes: "1.36", coredns: "1.14", proxyMode: "iptables" },
  nominal: { veth: 5, lan: 200, process: 100 },
  texts,
  namespaces: [...NODES.map(nodeHeader), ...PODS.map(podHeader)],
  segments: [
    {
      id: "lan",
      kind: "lan",
      name: "172.18.0.0/16",
      ports: NODES.map(({ id }) => ({ namespace: namespaceId(id), device: "eth0" })),
    },
    ...PODS.map(({ id, node, veth }) => ({
      id: veth,
      kind: "veth" as const,
      name: veth,
      ports: [
        { namespace: namespaceId(id), device: "eth0" },
        { namespace: namespaceId(node), device: veth },
      ],
    })),
  ],
  services: [
    {
      name: "kube-dns",
      kubernetesNamespace: "kube-system",
      addresses: [address("10.96.0.10")],
      ports: [{ name: "dns", protocol: "UDP", port: 53 }],
      endpoints: [{ address: address("10.244.1.2"), port: 53, pod: "coredns" }],
    },
    {
      name: "example",
      kubernetesNamespace: "default",
      addresses: [address("10.96.1.64")],
      ports: [{ name: "", protocol: "TCP", port: 80 }],
      endpoints: [
        { address: address("10.244.1.3"), port: 80, pod: null },
        { address: address("10.244.2.3"), port: 80, pod: "example" },
      ],
    },
  ],
  ruleSets: NODES.map(({ id }) => ruleSetOf(id)),
  chart: [
    { hook: "PREROUTING", stations: ["raw", "conntrack", "mangle", "nat"] },
    { hook: "INPUT", stations: ["mangle", "filter", "nat", "security", "confirm"] },
    { hook: "FORWARD", stations: ["mangle", "filter", "security"] },
    {
      hook: "OUTPUT",
      stations: ["raw", "conntrack", "mangle", "nat", "filter", "security"],
    },
    { hook: "POSTROUTING", stations: ["mangle", "nat", "confirm"] },
  ],
  dns: {
    corefile: [
      ".:53 {",
      "    errors",
      "    kubernetes cluster.local in-addr.arpa ip6.arpa {",
      "       pods insecure",
      "    }",
      "    forward . /etc/resolv.conf",
      "    cache 30",
      "}",
      "",
    ].join("\n"),
    blocks: [
      {
        keys: [".:53"],
        plugins: [
          { name: "errors", line: 2 },
          { name: "cache", line: 7 },
          { name: "kubernetes", line: 3 },
          { name: "forward", line: 6 },
        ],
      },
    ],
  },
  chapters: [{ en: "From the name to the answer", ja: "名前から応答まで" }],
  notes: [
    {
      en: "The Service has no interface of its own.",
      ja: "Service は自分のインターフェースを持たない。",
    },
  ],
};
