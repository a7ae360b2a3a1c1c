import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Family } from "../../../src/base/address.js";
import { required } from "../../../src/base/assert.js";
import type { Cluster } from "../../../src/cluster/cluster.js";
import { compileProxy, proxyInputOf } from "../../../src/kubeproxy/mode.js";
import { staleEdits } from "../../../src/kubeproxy/userspace/compile.js";
import { proxiedPortsOf } from "../../../src/kubeproxy/userspace/proxied-port.js";
import type { ProxiedPort } from "../../../src/kubeproxy/userspace/proxied-port.js";
import type { IptablesEdit } from "../../../src/netfilter/iptables/edit.js";
import { scenarioOf } from "../../support/load-text.js";

function clusterOf(service: string, settings = ""): Cluster {
  return scenarioOf(`cluster { version 1.25; proxy userspace; ${settings} }
    node control-plane
    node worker { address 172.18.0.2 }
    deployment web { on worker; serves 80/tcp }
    service web { select app=web; ${service} }`).cluster;
}

function editsOf(cluster: Cluster, family: Family = "ipv4"): readonly IptablesEdit[] {
  return compileProxy(cluster, worker(cluster), family).iptables;
}

function rulesOf(cluster: Cluster, family: Family = "ipv4"): readonly string[] {
  return editsOf(cluster, family).flatMap((edit) =>
    "rule" in edit && edit.chain.startsWith("KUBE-") && edit.rule.includes("default/web")
      ? [`${edit.table} ${edit.chain} ${edit.rule}`]
      : [],
  );
}

function portOf(cluster: Cluster, name = "default/web"): ProxiedPort {
  const ports = proxiedPortsOf(proxyInputOf(cluster, worker(cluster), "ipv4"));
  return required(
    ports.find((port) => port.name === name),
    name,
  );
}

function worker({ nodes }: Cluster): Cluster["nodes"][number] {
  return required(
    nodes.find(({ name }) => name === "worker"),
    "a worker",
  );
}

const PORT = "-m comment --comment default/web -p tcp -m tcp --dport";

describe("kube-proxy in userspace mode", () => {
  it("jumps to its chains before all other rules, and to those of node ports behind them", () => {
    const jumps = editsOf(clusterOf("port 80")).flatMap((edit) =>
      "rule" in edit && !edit.chain.startsWith("KUBE-")
        ? [`${edit.kind} ${edit.table} ${edit.chain} ${edit.rule.split(" -j ").at(-1) ?? ""}`]
        : [],
    );
    assert.deepEqual(jumps, [
      "prepend nat PREROUTING KUBE-PORTALS-CONTAINER",
      "prepend nat OUTPUT KUBE-PORTALS-HOST",
      "append nat PREROUTING KUBE-NODEPORT-CONTAINER",
      "append nat OUTPUT KUBE-NODEPORT-HOST",
      "prepend filter INPUT KUBE-NODEPORT-NON-LOCAL",
    ]);
  });

  it("leads a cluster address to its own port, for others by REDIRECT and for the host by DNAT", () => {
    const cluster = clusterOf("cluster-ip 10.96.1.64; port 80");
    const { proxyPort } = portOf(cluster);
    assert.deepEqual(rulesOf(cluster), [
      `nat KUBE-PORTALS-CONTAINER ${PORT} 80 -d 10.96.1.64/32 -j REDIRECT --to-ports ${proxyPort}`,
      `nat KUBE-PORTALS-HOST ${PORT} 80 -d 10.96.1.64/32 -j DNAT --to-destination 172.18.0.2:${proxyPort}`,
    ]);
  });

  it("leads a node port there as well, and lets the port itself in", () => {
    const cluster = clusterOf("type NodePort; port 80 node-port 30080");
    const { proxyPort } = portOf(cluster);
    assert.deepEqual(rulesOf(cluster).slice(2), [
      `nat KUBE-NODEPORT-CONTAINER ${PORT} 30080 -j REDIRECT --to-ports ${proxyPort}`,
      `nat KUBE-NODEPORT-HOST ${PORT} 30080 -j DNAT --to-destination 172.18.0.2:${proxyPort}`,
      `filter KUBE-NODEPORT-NON-LOCAL ${PORT} ${proxyPort} -m state --state NEW -j ACCEPT`,
    ]);
  });

  it("has three rules for an external address, which may be of another host", () => {
    const cluster = clusterOf("external-ip 198.51.100.9; port 80");
    const rules = rulesOf(cluster).filter((rule) => rule.includes("198.51.100.9"));
    assert.deepEqual(
      rules.map((rule) => rule.replace(/ -j .*/, "").replace(/.*198.51.100.9.32 /, "")),
      [
        "-m physdev ! --physdev-is-in",
        "-m addrtype --dst-type LOCAL",
        "-m addrtype --dst-type LOCAL",
      ],
    );
  });

  it("takes every address of a load balancer: 1.25 knows no ipMode", () => {
    const cluster = clusterOf(
      "type LoadBalancer; port 80; load-balancer-ip 203.0.113.9; load-balancer-ip 203.0.113.10 proxy",
    );
    const found = rulesOf(cluster).filter((rule) => rule.includes("203.0.113."));
    assert.equal(found.length, 4);
  });

  it("serves no SCTP, and one family alone: the node's first", () => {
    const cluster = clusterOf("port 80 web; port 81/udp clock; port 82/sctp phone");
    const names = proxiedPortsOf(proxyInputOf(cluster, worker(cluster), "ipv4")).map(
      ({ name }) => name,
    );
    assert.deepEqual(
      names.filter((name) => name.startsWith("default/web")),
      ["default/web:clock", "default/web:web"],
    );
    assert.deepEqual(editsOf(cluster, "ipv6"), []);
  });

  it("listens where the kernel lets it: TCP at an odd port, each at its own", () => {
    const cluster = clusterOf("port 80");
    const ports = proxiedPortsOf(proxyInputOf(cluster, worker(cluster), "ipv4"));
    for (const { protocol, proxyPort } of ports) {
      assert.ok(proxyPort >= 32768 && proxyPort <= 60999);
      if (protocol === "tcp") assert.equal(proxyPort % 2, 1);
    }
    const places = ports.map(({ protocol, proxyPort }) => `${protocol} ${proxyPort}`);
    assert.equal(new Set(places).size, places.length);
  });

  it("gives a Service that changed another port, and takes back the rules of the old one alone", () => {
    const [before, after] = [
      clusterOf("cluster-ip 10.96.1.64; port 80"),
      clusterOf("cluster-ip 10.96.1.64; port 81"),
    ];
    assert.notEqual(portOf(before).proxyPort, portOf(after).proxyPort);
    const dns = "kube-system/kube-dns:dns";
    assert.equal(portOf(before, dns).proxyPort, portOf(after, dns).proxyPort);
    const stale = staleEdits(editsOf(before), editsOf(after));
    assert.equal(stale.length, 2);
    assert.ok(stale.every((edit) => "rule" in edit && edit.rule.includes(`${PORT} 80 `)));
  });
});
