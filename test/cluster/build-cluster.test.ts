import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatPrefix } from "../../src/base/prefix.js";
import type { Cluster } from "../../src/cluster/cluster.js";
import { loadText, scenarioOf } from "../support/load-text.js";

const nodes = "node control-plane\nnode worker\nnode worker2\n";

function clusterOf(text: string): Cluster {
  return scenarioOf(nodes + text).cluster;
}

function podsOf(cluster: Cluster, deployment: string | null): readonly string[] {
  return cluster.pods
    .filter((pod) => pod.deployment === deployment)
    .map((pod) => `${pod.node} ${pod.addresses.join(" ")}`);
}

function endpointsOf(cluster: Cluster, service: string): readonly string[] {
  return cluster.endpointSlices
    .filter((slice) => slice.service === service)
    .map((slice) => {
      const ports = slice.ports.map((port) => `${port.name}:${port.port}/${port.protocol}`).join();
      const endpoints = slice.endpoints.map(
        (e) => `${e.addresses.join()}@${e.node ?? "-"}${e.ready === true ? "" : "!"}`,
      );
      return `${slice.family} ${ports} ${endpoints.join(" ")}`;
    });
}

describe("a cluster of which little is said", () => {
  it("is kind's: nodes from .2, a /24 of pods each, CoreDNS on the control plane", () => {
    const cluster = clusterOf("");
    assert.deepEqual(
      cluster.nodes.map((n) =>
        [n.name, n.controlPlane, ...n.addresses, ...n.podRanges.map(formatPrefix)].join(" "),
      ),
      [
        "control-plane true 172.18.0.2 10.244.0.0/24",
        "worker false 172.18.0.3 10.244.1.0/24",
        "worker2 false 172.18.0.4 10.244.2.0/24",
      ],
    );
    assert.deepEqual(podsOf(cluster, "coredns"), [
      "control-plane 10.244.0.2",
      "control-plane 10.244.0.3",
    ]);
    assert.deepEqual(cluster.namespaces, [
      "default",
      "kube-node-lease",
      "kube-public",
      "kube-system",
    ]);
    assert.deepEqual(
      cluster.services.map((s) => `${s.namespace}/${s.name} ${s.clusterAddresses.join()}`),
      ["default/kubernetes 10.96.0.1", "kube-system/kube-dns 10.96.0.10"],
    );
    assert.deepEqual(endpointsOf(cluster, "kubernetes"), ["ipv4 https:6443/tcp 172.18.0.2@-"]);
    assert.deepEqual(endpointsOf(cluster, "kube-dns"), [
      "ipv4 dns:53/udp,dns-tcp:53/tcp,metrics:9153/tcp 10.244.0.2@control-plane 10.244.0.3@control-plane",
    ]);
    assert.match(cluster.corefile, /^\.:53 \{\n {4}errors\n[^]* {4}loadbalance\n\}\n$/);
  });

  it("has one control plane where no node is said", () => {
    const { scenario } = loadText("hopwise 1\n");
    assert.deepEqual(
      scenario?.cluster.nodes.map((node) => [node.name, node.controlPlane]),
      [["control-plane", true]],
    );
    assert.equal(scenario.upstreams[0]?.address, "172.18.0.1");
  });

  it("takes the first node for the control plane unless one is named or said to be", () => {
    const planes = (text: string): readonly boolean[] =>
      scenarioOf(text).cluster.nodes.map((node) => node.controlPlane);
    assert.deepEqual(planes("node a\nnode b"), [true, false]);
    assert.deepEqual(planes("node a\nnode kind-control-plane"), [false, true]);
    assert.deepEqual(planes("node a\nnode b { role control-plane }"), [false, true]);
    assert.deepEqual(planes("node a { role worker }\nnode b"), [false, true]);
  });
});

describe("addresses", () => {
  it("are handed out in the order of the text, past those that were asked for", () => {
    const cluster = clusterOf(`pod a on worker
pod b on worker { address 10.244.1.3 }
deployment web { replicas 3; on worker, worker2 }
pod c on worker { host-network }`);
    assert.deepEqual(podsOf(cluster, null), [
      "worker 10.244.1.2",
      "worker 10.244.1.3",
      "worker 172.18.0.3",
    ]);
    assert.deepEqual(podsOf(cluster, "web"), [
      "worker 10.244.1.4",
      "worker2 10.244.2.2",
      "worker 10.244.1.5",
    ]);
  });

  it("that were asked for choose the node whose range they lie in", () => {
    const text = (addresses: string): string =>
      `deployment web { on worker, worker2; addresses ${addresses} }`;
    assert.deepEqual(podsOf(clusterOf(text("10.244.1.3, 10.244.2.3")), "web"), [
      "worker 10.244.1.3",
      "worker2 10.244.2.3",
    ]);
    assert.deepEqual(podsOf(clusterOf(text("10.244.2.3, 10.244.1.3")), "web"), [
      "worker2 10.244.2.3",
      "worker 10.244.1.3",
    ]);
  });

  it("of Services follow kube-dns, past those that were asked for", () => {
    const service = (name: string, more = ""): string =>
      `service ${name} { select app=x; port 80; ${more} }\n`;
    const cluster = clusterOf(
      `deployment x\n${service("a")}${service("b", "cluster-ip 10.96.0.12")}${service("c")}${service("d", "type headless")}`,
    );
    assert.deepEqual(
      cluster.services.slice(2).map((s) => `${s.name} ${s.clusterAddresses.join()}`),
      ["a 10.96.0.11", "b 10.96.0.12", "c 10.96.0.13", "d "],
    );
  });

  it("of nodes pass over ranges and addresses that others asked for", () => {
    const { nodes: built } = scenarioOf(
      "node a\nnode b { address 172.18.0.2  pods 10.244.0.0/23 }\nnode c { pods 10.244.2.0/25 }",
    ).cluster;
    assert.deepEqual(
      built.map((n) => `${n.addresses.join()} ${n.podRanges.map(formatPrefix).join()}`),
      ["172.18.0.3 10.244.3.0/24", "172.18.0.2 10.244.0.0/23", "172.18.0.4 10.244.2.0/25"],
    );
  });

  it("come from both families where the ranges do", () => {
    const cluster = clusterOf(`cluster { pods 10.244.0.0/16, fd00:10:244::/56 }
deployment web { on worker }
service one { select app=web; port 80 }
service two { select app=web; port 80; families ipv6, ipv4 }`);
    assert.deepEqual(cluster.nodes[1]?.addresses, ["172.18.0.3", "fc00:f853:ccd:e793::3"]);
    assert.deepEqual(cluster.nodes[1].podRanges.map(formatPrefix), [
      "10.244.1.0/24",
      "fd00:10:244:1::/64",
    ]);
    assert.deepEqual(podsOf(cluster, "web"), ["worker 10.244.1.2 fd00:10:244:1::2"]);
    const [one, two] = cluster.services.slice(2);
    assert.deepEqual(one?.clusterAddresses, ["10.96.0.11"]);
    assert.deepEqual(two?.clusterAddresses, ["fd00:10:96::b", "10.96.0.12"]);
    assert.deepEqual(endpointsOf(cluster, "two"), [
      "ipv6 :80/tcp fd00:10:244:1::2@worker",
      "ipv4 :80/tcp 10.244.1.2@worker",
    ]);
  });

  it("come from IPv6 alone where the ranges do", () => {
    const { cluster, upstreams } = scenarioOf("cluster { pods fd00:10:244::/56 }\nnode a\nnode b");
    assert.deepEqual(
      cluster.nodes.map((node) => node.addresses.join()),
      ["fc00:f853:ccd:e793::2", "fc00:f853:ccd:e793::3"],
    );
    assert.deepEqual(cluster.services[1]?.clusterAddresses, ["fd00:10:96::a"]);
    assert.equal(upstreams[0]?.address, "fc00:f853:ccd:e793::1");
  });
});

describe("EndpointSlices", () => {
  it("hold the pods that a selector matches in its namespace, with targets resolved by name", () => {
    const cluster = clusterOf(
      `deployment web {
  replicas 1
  on       worker
  labels   app=web
  serves   8080 as http http 200 "x"
}
pod other on worker2 {
  labels app=web tier=back
  unready
  serves 9090 as http
}
pod elsewhere on worker { namespace shop; labels app=web; serves 8080 as http }
service web { select app=web; port 80 -> http; port 81 -> 8081 admin }`.replace(
        "port 80 -> http",
        "port 80 -> http web",
      ),
    );
    assert.deepEqual(endpointsOf(cluster, "web"), [
      "ipv4 web:8080/tcp,admin:8081/tcp 10.244.1.2@worker",
      "ipv4 web:9090/tcp,admin:8081/tcp 10.244.2.2@worker2!",
    ]);
    assert.ok(cluster.namespaces.includes("shop"));
  });

  it("are ready at once where the Service publishes pods that are not", () => {
    const cluster = clusterOf(`pod p on worker { labels app=p; unready }
service p { type headless; select app=p; port 80; publish-not-ready }`);
    const [slice] = cluster.endpointSlices.filter(({ service }) => service === "p");
    assert.deepEqual(
      slice?.endpoints.map(({ ready, serving }) => [ready, serving]),
      [[true, false]],
    );
    assert.equal(slice.labels["service.kubernetes.io/headless"], "");
  });
});

describe("names of pods", () => {
  it("are formed as Kubernetes forms them, and depend on the text alone", () => {
    const text = `hopwise 1\nseed 1\n${nodes}deployment example { replicas 3 }`;
    const names = (seeded: string): readonly string[] =>
      (loadText(seeded).scenario?.cluster.pods ?? []).map((pod) => pod.name);
    const [, , ...made] = names(text);
    assert.equal(new Set(made).size, 3);
    for (const name of made)
      assert.match(name, /^example-[456789bcdf]{1,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    assert.deepEqual(names(text.replace("seed 1", "seed 2")), names(text));
  });
});
