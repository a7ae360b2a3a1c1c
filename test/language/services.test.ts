import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Cluster } from "../../src/cluster/cluster.js";
import type { Service } from "../../src/cluster/service.js";
import { loadText, scenarioOf } from "../support/load-text.js";

const around = `node control-plane { zone a }
node worker { zone b }
deployment web { replicas 2; serves 8080/tcp as http }
`;

function clusterOf(text: string): Cluster {
  return scenarioOf(around + text).cluster;
}

function serviceOf(text: string): Service {
  const service = clusterOf(text).services.at(-1);
  assert.ok(service);
  return service;
}

function codesOf(text: string): readonly string[] {
  return loadText(`hopwise 1\n${around}${text}`).diagnostics.map(({ code }) => code);
}

describe("a service block", () => {
  it("says everything that a Service of type LoadBalancer can", () => {
    const service = serviceOf(`service web {
      type LoadBalancer
      select app=web
      port 80 -> http web node-port 30080
      port 443 -> 8080/tcp tls
      external-ip 198.51.100.9
      load-balancer-ip 203.0.113.9
      load-balancer-ip 203.0.113.10 proxy
      load-balancer-name lb.example.com
      source-ranges 192.0.2.0/24, 198.51.100.0/24
      health-check-node-port 31000
      external-policy local
      traffic-distribution PreferSameNode
    }`);
    assert.equal(service.type, "LoadBalancer");
    assert.deepEqual(
      service.ports.map(({ name, port, targetPort }) => `${name} ${port} ${targetPort}`),
      ["web 80 http", "tls 443 8080"],
    );
    assert.equal(service.ports[0]?.nodePort, 30_080);
    assert.notEqual(service.ports[1]?.nodePort, null);
    assert.deepEqual(service.externalAddresses, ["198.51.100.9"]);
    assert.deepEqual(
      service.loadBalancerIngress.map(({ address, hostname, mode }) => [address, hostname, mode]),
      [
        ["203.0.113.9", null, "VIP"],
        ["203.0.113.10", null, "Proxy"],
        [null, "lb.example.com", "VIP"],
      ],
    );
    assert.equal(service.loadBalancerSourceRanges.length, 2);
    assert.equal(service.healthCheckNodePort, 31_000);
    assert.equal(service.externalTrafficPolicy, "Local");
    assert.equal(service.trafficDistribution, "PreferSameNode");
  });

  it("gives an ExternalName no address, and a load balancer without node ports none", () => {
    const named = serviceOf("service db { type ExternalName; external-name DB.example.com }");
    assert.deepEqual([named.clusterAddresses, named.externalName], [[], "db.example.com"]);
    const bare = serviceOf(
      "service web { type LoadBalancer; no-node-ports; select app=web; port 80 -> 8080 }",
    );
    assert.equal(bare.ports[0]?.nodePort, null);
  });
});

describe("what the API server would refuse in a Service", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["service a { type NodePort; select app=web; port 80 node-port 80 }", ["node-port-outside"]],
    ["service a { select app=web; port 80 node-port 30080 }", ["node-port-without-use"]],
    [
      "service a { type NodePort; select app=web; port 80 node-port 30080 }\nservice b { type NodePort; select app=web; port 80 node-port 30080 }",
      ["duplicate-node-port"],
    ],
    [
      "service a { type NodePort; select app=web; port 53 dns-tcp node-port 30053; port 53/udp dns node-port 30053 }",
      [],
    ],
    [
      "service a { type NodePort; select app=web; port 80; health-check-node-port 31000 }",
      ["health-port-without-need"],
    ],
    ["service a { type ExternalName }", ["external-name-missing"]],
    [
      "service a { type ExternalName; external-name a.b; select app=web }",
      ["external-name-with-selector"],
    ],
    ["service a { select app=web; port 80; external-name a.b }", ["part-of-other-type"]],
    ["service a { select app=web; port 80; source-ranges 10.0.0.0/8 }", ["part-of-other-type"]],
    ["service a { type NodePort; cluster-ip None; select app=web; port 80 }", ["headless-of-type"]],
    [
      "service a { select app=web; port 80; external-policy local }",
      ["external-policy-without-use"],
    ],
    ["service a { select app=web; port 80; external-ip fd00::9 }", ["address-of-other-family"]],
    ["service a { select app=web; port 80; external-policy locl }", ["bad-choice"]],
    ["service a { select app=web; port 70000 }", ["bad-port"]],
    [
      "cluster { version 1.30 }\nservice a { select app=web; port 80; traffic-distribution PreferSameZone }",
      ["distribution-too-new"],
    ],
  ];
  for (const [text, codes] of cases)
    it(`${codes.join() || "nothing"}: ${text}`, () => {
      assert.deepEqual(codesOf(text), codes);
    });
});

describe("an endpoint-slice block", () => {
  it("is used as it is, in place of what the controller would derive", () => {
    const { endpointSlices } = clusterOf(`service db { port 5432 }
      endpoint-slice db-1 for db {
        port     5432
        endpoint 192.0.2.10
        endpoint 192.0.2.11 on worker zone b pod db-0 not-ready serving terminating for-zones a, b for-nodes worker
      }`);
    const [slice, ...others] = endpointSlices.filter(({ service }) => service === "db");
    assert.deepEqual(others, []);
    assert.deepEqual(slice?.labels, { "kubernetes.io/service-name": "db" });
    assert.deepEqual(slice.endpoints[0], {
      addresses: ["192.0.2.10"],
      ready: null,
      serving: null,
      terminating: null,
      node: null,
      zone: null,
      hostname: null,
      pod: null,
      zoneHints: [],
      nodeHints: [],
    });
    assert.deepEqual(slice.endpoints[1], {
      addresses: ["192.0.2.11"],
      ready: false,
      serving: true,
      terminating: true,
      node: "worker",
      zone: "b",
      hostname: null,
      pod: "db-0",
      zoneHints: ["a", "b"],
      nodeHints: ["worker"],
    });
  });

  it("takes no endpoint of another family, and names Services and nodes that there are not", () => {
    const text = `service db { port 5432 }
      endpoint-slice a for db { port 5432; endpoint 192.0.2.1; endpoint fd00::1 }
      endpoint-slice b for bd { port 5432; endpoint 192.0.2.1 on nowhere }`;
    assert.deepEqual(codesOf(text), [
      "endpoint-of-other-family",
      "slice-without-service",
      "endpoint-on-unknown-node",
    ]);
    const slice = loadText(`hopwise 1\n${around}${text}`).scenario?.cluster.endpointSlices[0];
    assert.equal(slice?.endpoints.length, 1);
  });
});

describe("the controllers", () => {
  it("name and place their pods as Kubernetes does", () => {
    const { pods } = clusterOf(`node worker2
      statefulset db { replicas 2; serves 5432/tcp }
      daemonset agent { host-network; serves 9100/tcp }
      replicaset old { serves 80/tcp }`);
    const of = (name: string): readonly string[] =>
      pods.filter((pod) => pod.deployment === name).map((pod) => `${pod.name} ${pod.node}`);
    assert.deepEqual(of("db"), ["db-0 worker", "db-1 worker2"]);
    assert.match(of("agent").join(), /^agent-\w{5} worker,agent-\w{5} worker2$/);
    assert.match(of("old").join(), /^old-\w{5} worker$/);
    const agent = pods.find((pod) => pod.deployment === "agent");
    assert.deepEqual([agent?.hostNetwork, agent?.addresses], [true, ["172.18.0.3"]]);
  });
});

describe("slices that are derived", () => {
  it("have hints of a Service's traffic distribution, for ready endpoints alone", () => {
    const { endpointSlices } =
      clusterOf(`pod late on worker { labels app=web; serves 8080/tcp; unready }
      service near { select app=web; port 80 -> 8080; traffic-distribution PreferSameZone }
      service here { select app=web; port 80 -> 8080; traffic-distribution PreferSameNode }`);
    const hints = (name: string): readonly string[] =>
      endpointSlices
        .filter(({ service }) => service === name)
        .flatMap(({ endpoints }) =>
          endpoints.map((e) => `${e.zoneHints.join()}/${e.nodeHints.join()}`),
        );
    assert.deepEqual(hints("near"), ["b/", "b/", "/"]);
    assert.deepEqual(hints("here"), ["b/worker", "b/worker", "/"]);
  });

  it("hold a hundred endpoints each", () => {
    const { endpointSlices } = clusterOf(`deployment big { replicas 201; serves 80/tcp }
      service big { select app=big; port 80 }`);
    const big = endpointSlices.filter(({ service }) => service === "big");
    assert.deepEqual(
      big.map(({ endpoints }) => endpoints.length),
      [100, 100, 1],
    );
    assert.equal(new Set(big.map(({ name }) => name)).size, 3);
  });

  it("say of a pod that ends that it serves and is not ready", () => {
    const { endpointSlices } =
      clusterOf(`pod last on worker { labels app=last; serves 80/tcp; terminating }
      service last { select app=last; port 80 }`);
    const endpoint = endpointSlices.find(({ service }) => service === "last")?.endpoints[0];
    assert.deepEqual(
      [endpoint?.ready, endpoint?.serving, endpoint?.terminating],
      [false, true, true],
    );
  });
});

describe("the proxy of a cluster block", () => {
  const proxyOf = (text: string): Cluster["settings"]["proxy"] =>
    clusterOf(`cluster { ${text} }`).settings.proxy;

  it("says every setting", () => {
    assert.deepEqual(
      proxyOf(`proxy ipvs wlc {
        masquerade-all
        masquerade-bit 15
        detect-local bridge-interface cni0
        node-port-addresses primary
        strict-arp on
        exclude 10.1.0.0/16
        sync-delay 500ms
      }`),
      {
        mode: "ipvs",
        bindAddress: null,
        masqueradeBit: 15,
        masqueradeAll: true,
        detectLocal: { kind: "bridge-interface", name: "cni0" },
        nodePortAddresses: "primary",
        localhostNodePorts: true,
        tcpBeLiberal: false,
        accounting: false,
        ipvs: {
          scheduler: "wlc",
          strictArp: true,
          excludeRanges: [{ family: "ipv4", base: "10.1.0.0", length: 16 }],
        },
        syncDelay: 500_000,
      },
    );
  });

  it("of iptables mode has switches of its own, and needs no mode to be said", () => {
    const proxy = proxyOf(`proxy {
      localhost-node-ports off
      tcp-be-liberal
      accounting on
      cluster-cidr 10.0.0.0/8
    }`);
    assert.equal(proxy.mode, "iptables");
    assert.deepEqual(
      [proxy.localhostNodePorts, proxy.tcpBeLiberal, proxy.accounting, proxy.detectLocal.kind],
      [false, true, true, "cluster-cidr"],
    );
  });

  it("goes with the version, or says what is there instead", () => {
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ["version 1.24; proxy iptables", []],
      ["version 1.30.2", []],
      ["version 1.23", ["unknown-kubernetes-version"]],
      ["version 1.25; proxy userspace", []],
      ["version 1.24; proxy userspace", []],
      ["proxy userspace", ["mode-not-in-version"]],
      ["version 1.28; proxy nftables", ["mode-not-in-version"]],
      ["version 1.34; proxy nftables", ["version-not-imitated"]],
      ["version 1.30; proxy ipvs rr", ["version-not-imitated"]],
      ["proxy iptables { scheduler rr }", ["proxy-part-without-use"]],
      ["proxy ipvs { scheduler round }", ["bad-choice"]],
    ];
    for (const [text, codes] of cases)
      assert.deepEqual(codesOf(`cluster { ${text} }`), codes, text);
    const { scenario } = loadText(`hopwise 1\n${around}cluster { proxy userspace }`);
    assert.equal(scenario?.cluster.settings.proxy.mode, "iptables");
  });
});
