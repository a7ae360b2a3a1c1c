import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_PROXY_SETTINGS } from "../../src/cluster/proxy-settings.js";
import { address } from "../../src/base/address.js";
import type { Family } from "../../src/base/address.js";
import { prefix } from "../../src/base/prefix.js";
import type { Cluster } from "../../src/cluster/cluster.js";
import type { Endpoint, EndpointSlice } from "../../src/cluster/endpoint-slice.js";
import type { Node } from "../../src/cluster/node.js";
import type { Service } from "../../src/cluster/service.js";
import { compileProxy } from "../../src/kubeproxy/mode.js";

describe("compileProxy", () => {
  it("masquerades all but pods of the cluster's range, each family with its own", () => {
    const cluster = clusterOf([service({})], [slice("ipv4"), slice("ipv6")]);
    const masquerade = (family: Family): string[] =>
      linesOf(cluster, family).filter(
        (line) => line.includes("cluster IP") && line.includes("-s "),
      );
    assert.match(masquerade("ipv4").join(), /-d 10\.96\.1\.64 --dport 80 ! -s 10\.244\.0\.0\/16 /);
    assert.match(masquerade("ipv6").join(), /-d fd00:10:96::64 --dport 80 ! -s fd00:10:244::\/56 /);
  });

  it("writes jumps and canaries before the one restore", () => {
    const kinds = compileProxy(clusterOf([], []), worker, "ipv4").iptables.map((edit) => edit.kind);
    assert.equal(kinds.indexOf("restore"), kinds.length - 1);
    assert.equal(kinds.filter((kind) => kind === "new-chain").length, 3 + 14);
    assert.equal(kinds.filter((kind) => kind === "prepend").length, 14);
  });

  it("counts nothing, as kind's kernels have no accounting objects", () => {
    const lines = linesOf(clusterOf([service({})], [slice("ipv4")]), "ipv4");
    assert.ok(!lines.some((line) => line.includes("nfacct")));
    assert.ok(lines.some((line) => line.endsWith("-j MASQUERADE --random-fully")));
  });

  for (const [what, over] of [
    ["a headless Service", { clusterAddresses: [] }],
    ["an ExternalName", { type: "ExternalName" }],
    [
      "a Service of another proxy",
      { labels: { "service.kubernetes.io/service-proxy-name": "other" } },
    ],
  ] as const) {
    it(`writes no rule for ${what}`, () => {
      const none = linesOf(clusterOf([], []), "ipv4");
      assert.deepEqual(linesOf(clusterOf([service(over)], [slice("ipv4")]), "ipv4"), none);
    });
  }

  it("refuses a Service without endpoints in the family that it lacks them in", () => {
    const cluster = clusterOf([service({})], [slice("ipv4")]);
    const refusals = (family: Family): number =>
      linesOf(cluster, family).filter((line) => line.endsWith("-j REJECT")).length;
    assert.deepEqual([refusals("ipv4"), refusals("ipv6")], [0, 1]);
  });

  it("drops at a node without an endpoint of its own under internalTrafficPolicy Local", () => {
    const cluster = clusterOf([service({ internalTrafficPolicy: "Local" })], [slice("ipv4")]);
    const drops = (node: Node): string[] =>
      linesOf(cluster, "ipv4", node).filter((line) => line.includes("has no local endpoints"));
    assert.equal(drops(worker).length, 0);
    assert.match(drops({ ...worker, name: "worker2" }).join(), /^-A KUBE-SERVICES .* -j DROP$/);
  });

  it("takes the zone hints of the node's own zone", () => {
    const near = endpoint("10.244.1.2", { zoneHints: ["a"] });
    const far = endpoint("10.244.2.2", { zoneHints: ["b"] });
    const cluster = clusterOf([service({})], [{ ...slice("ipv4"), endpoints: [near, far] }]);
    const labels = { "topology.kubernetes.io/zone": "b" };
    const targets = linesOf(cluster, "ipv4", { ...worker, labels }).filter((line) =>
      line.includes("--to-destination"),
    );
    assert.match(targets.join(), /^[^,]*--to-destination 10\.244\.2\.2:8080$/);
  });

  it("saves comments above a thousand endpoints", () => {
    const many = (count: number): EndpointSlice => ({
      ...slice("ipv4"),
      endpoints: [...Array(count).keys()].map((i) => endpoint(`10.244.${i >> 8}.${i & 255}`, {})),
    });
    const comments = (count: number): number =>
      linesOf(clusterOf([service({})], [many(count)]), "ipv4").filter((line) =>
        line.includes(" -> "),
      ).length;
    assert.deepEqual([comments(1000), comments(1001)], [1000, 0]);
  });

  it("orders Services by namespace, name, port name and protocol", () => {
    const ports = [
      { name: "dns", protocol: "udp" },
      { name: "dns", protocol: "tcp" },
      { name: "admin", protocol: "tcp" },
    ] as const;
    const services = [
      service({ name: "b" }),
      service({
        name: "a",
        ports: ports.map((port) => ({ ...port, port: 53, targetPort: 53, nodePort: null })),
      }),
      service({ name: "z", namespace: "apps" }),
    ];
    const named = linesOf(clusterOf(services, []), "ipv4").flatMap(
      (line) => /"(\S+) has no endpoints" -m (\w+)/.exec(line)?.slice(1).join(" ") ?? [],
    );
    assert.deepEqual(named, [
      "apps/z tcp",
      "default/a:admin tcp",
      "default/a:dns tcp",
      "default/a:dns udp",
      "default/b tcp",
    ]);
  });
});

const worker: Node = {
  name: "worker",
  controlPlane: false,
  cordoned: false,
  labels: {},
  addresses: [address("172.18.0.2"), address("fc00:f853:ccd:e793::2")],
  podRanges: [prefix("10.244.1.0/24"), prefix("fd00:10:244:1::/64")],
};

function linesOf(cluster: Cluster, family: Family, node: Node = worker): string[] {
  return compileProxy(cluster, node, family).iptables.flatMap((edit) =>
    edit.kind === "restore" ? edit.text.split("\n") : [],
  );
}

function service(over: Partial<Service>): Service {
  return {
    name: "example",
    namespace: "default",
    labels: {},
    type: "ClusterIP",
    clusterAddresses: [address("10.96.1.64"), address("fd00:10:96::64")],
    families: ["ipv4", "ipv6"],
    selector: { app: "example" },
    ports: [{ name: "", protocol: "tcp", port: 80, targetPort: 8080, nodePort: null }],
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
    ...over,
  };
}

function slice(family: Family): EndpointSlice {
  return {
    name: `example-${family}`,
    namespace: "default",
    service: "example",
    labels: {},
    family,
    ports: [{ name: "", protocol: "tcp", port: 8080 }],
    endpoints: [endpoint(family === "ipv4" ? "10.244.1.2" : "fd00:10:244:1::2", {})],
  };
}

function endpoint(written: string, over: Partial<Endpoint>): Endpoint {
  return {
    addresses: [address(written)],
    ready: true,
    serving: true,
    terminating: false,
    node: "worker",
    zone: null,
    hostname: null,
    pod: null,
    zoneHints: [],
    nodeHints: [],
    ...over,
  };
}

function clusterOf(
  services: readonly Service[],
  endpointSlices: readonly EndpointSlice[],
): Cluster {
  return {
    settings: {
      version: "1.36",
      podRanges: [prefix("10.244.0.0/16"), prefix("fd00:10:244::/56")],
      serviceRanges: [prefix("10.96.0.0/16"), prefix("fd00:10:96::/112")],
      nodeRanges: [prefix("172.18.0.0/16")],
      domain: "cluster.local",
      proxy: DEFAULT_PROXY_SETTINGS,
      cni: { kind: "kindnet" },
    },
    nodes: [worker],
    pods: [],
    deployments: [],
    lastAddresses: {},
    namespaces: ["default"],
    services,
    endpointSlices,
    givenSlices: [],
    corefile: "",
  };
}
