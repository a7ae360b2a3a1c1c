import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { required } from "../../../src/base/assert.js";
import type { CniSettings } from "../../../src/cluster/cni-settings.js";
import { applyEdits, emptyRuleSet } from "../../../src/netfilter/iptables/apply.js";
import { printSave } from "../../../src/netfilter/iptables/print-save.js";
import { buildNetwork, cniEdits, cniSets } from "../../../src/network/cni/build-network.js";
import { checkCni } from "../../../src/network/cni/config/check-cni.js";
import { chainName } from "../../../src/network/cni/config/chain-name.js";
import { workloadName } from "../../../src/network/cni/calico/workload.js";
import type { Namespace } from "../../../src/network/namespace.js";
import { formatRoute } from "../../../src/network/format-route.js";
import { CLUSTERS, CNI_CASES, bridgeWith, clusterWith } from "../../support/cni-cluster.js";

const TWO =
  "node a { address 172.18.0.2  pods 10.244.1.0/24 }\nnode b { address 172.18.0.3  pods 10.244.2.0/24 }\npod p on a { address 10.244.1.9 }\npod q on b { address 10.244.2.9 }\n";
const CONFIG = {
  cniVersion: "1.0.0",
  name: "net",
  type: "bridge",
  ipam: { type: "host-local", subnet: "10.244.1.0/24" },
};

describe("the bridge plugin", () => {
  it("gives the bridge an address only as a gateway", () => {
    const addresses = (config: object): number => {
      const a = wired(bridgeWith({ ...CONFIG, ...config }), "node/a");
      return a.devices.find(({ name }) => name === "cni0")?.addresses.length ?? -1;
    };
    assert.deepEqual([addresses({}), addresses({ isGateway: true })], [0, 1]);
  });

  it("adds the routes of its ipam section by the range's gateway", () => {
    const ipam = {
      type: "host-local",
      ranges: [[{ subnet: "10.244.1.0/24", gateway: "10.244.1.254" }]],
      routes: [{ dst: "0.0.0.0/0" }, { dst: "192.168.0.0/16", gw: "10.244.1.7" }],
    };
    const routes = routesOf(wired(bridgeWith({ ...CONFIG, ipam }), "pod/default/p"));
    assert.ok(routes.includes("default via 10.244.1.254 dev eth0"), routes.join());
    assert.ok(routes.includes("192.168.0.0/16 via 10.244.1.7 dev eth0"), routes.join());
  });

  it("takes its MTU, hairpin mode and isolation from the configuration", () => {
    const a = wired(
      bridgeWith({ ...CONFIG, mtu: 1400, hairpinMode: true, portIsolation: true }),
      "node/a",
    );
    const port = required(
      a.devices.find(({ master }) => master === "cni0"),
      "a port",
    );
    assert.deepEqual([port.mtu, port.port.hairpin, port.port.isolated], [1400, true, true]);
  });

  it("gives no address without ipam", () => {
    const p = wired(bridgeWith({ ...CONFIG, ipam: undefined }), "pod/default/p");
    assert.deepEqual(p.devices.find(({ name }) => name === "eth0")?.addresses, []);
  });

  it("names its chains as the plugins do", () => {
    assert.equal(chainName("test", "1234"), "CNI-2bbe0c48b91a7d1b8a6753a8");
  });

  it("writes the firewall plugin's chains once, at the top", () => {
    const { cniVersion, name, ...plugin } = CONFIG;
    const settings = bridgeWith({ cniVersion, name, plugins: [plugin, { type: "firewall" }] });
    const saved = savedOf(settings, "a");
    assert.equal(saved.match(/-j CNI-FORWARD$/gm)?.length, 1);
    assert.match(
      saved,
      /-A CNI-FORWARD -d 10\.244\.1\.9\/32 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT/,
    );
  });

  it("reports pods that host-local would not have made so", () => {
    const codes = (ipam: object): readonly string[] =>
      checkCni(
        clusterWith(TWO, bridgeWith({ ...CONFIG, ipam: { type: "host-local", ...ipam } })),
      ).map(({ code }) => code);
    assert.ok(codes({ subnet: "10.244.0.0/16" }).length === 0);
    assert.ok(codes({ subnet: "10.244.1.0/24" }).includes("cni-outside-ranges"));
    assert.ok(
      codes({ subnet: "10.244.0.0/16", rangeStart: "10.244.2.1" }).includes("cni-not-handed-out"),
    );
  });
});

describe("flannel", () => {
  it("writes a route, a neighbour and a forwarding entry for each other node", () => {
    const a = wired({ kind: "flannel", backend: "vxlan" }, "node/a");
    const b = wired({ kind: "flannel", backend: "vxlan" }, "node/b");
    const tunnel = required(
      b.devices.find(({ name }) => name === "flannel.1"),
      "flannel.1",
    );
    assert.deepEqual(tunnel.addresses, [{ address: "10.244.2.0", length: 32 }]);
    assert.deepEqual(a.neighbours, [
      { address: "10.244.2.0", mac: tunnel.mac, device: "flannel.1" },
    ]);
    assert.deepEqual(a.forwardings, [
      { mac: tunnel.mac, device: "flannel.1", destination: "172.18.0.3" },
    ]);
    const route = a.routes.ipv4.find(({ device }) => device === "flannel.1");
    assert.deepEqual([route?.gateway, route?.onlink], ["10.244.2.0", true]);
  });

  it("leaves 1450 bytes to pods with vxlan, and all with host-gw", () => {
    const mtu = (backend: "vxlan" | "host-gw"): number | undefined =>
      wired({ kind: "flannel", backend }, "pod/default/p").devices.find(
        ({ name }) => name === "eth0",
      )?.mtu;
    assert.deepEqual([mtu("vxlan"), mtu("host-gw")], [1450, 1500]);
  });
});

describe("calico", () => {
  it("names cables by the digest of the pod's name", () => {
    const [pod] = clusterWith(TWO, { kind: "calico", backend: "bgp" }).pods.filter(
      ({ name }) => name === "p",
    );
    // printf default.p | sha1sum
    assert.equal(workloadName(required(pod, "p")), "calic99f572dd7f");
  });

  it("gives pods a gateway that nobody owns, and its node a blackhole for what is no pod", () => {
    const p = wired({ kind: "calico", backend: "ipip" }, "pod/default/p");
    assert.deepEqual(routesOf(p), [
      "default via 169.254.1.1 dev eth0",
      "169.254.1.1 dev eth0 scope link",
    ]);
    const a = wired({ kind: "calico", backend: "ipip" }, "node/a");
    const own = a.routes.ipv4.find(({ kind }) => kind === "blackhole");
    assert.deepEqual(
      [own?.destination.base, own?.destination.length, own?.protocol],
      ["10.244.1.0", 26, "bird"],
    );
    const peer = a.routes.ipv4.find(({ device }) => device === "tunl0");
    assert.deepEqual([peer?.gateway, peer?.onlink], ["172.18.0.3", true]);
  });

  it("masquerades what leaves the pools, by sets", () => {
    const settings = { kind: "calico", backend: "ipip" } as const;
    assert.match(
      savedOf(settings, "a"),
      /--match-set cali40masq-ipam-pools src -m set ! --match-set cali40all-ipam-pools dst/,
    );
    const cluster = clusterWith(TWO, settings);
    assert.match(
      cniSets(cluster, required(cluster.nodes[0], "a node")),
      /^add cali40all-ipam-pools 10\.244\.0\.0\/16$/m,
    );
  });
});

describe("cloud routes", () => {
  it("are the router's, not the nodes'", () => {
    const a = wired({ kind: "cloud-routes" }, "node/a");
    assert.ok(!routesOf(a).some((text) => text.startsWith("10.244.2.0/24")));
    const router = routesOf(wired({ kind: "cloud-routes" }, "outside/gateway"));
    assert.ok(
      router.some((text) => text.startsWith("10.244.2.0/24 via 172.18.0.3 ")),
      router.join(),
    );
  });
});

describe("weave", () => {
  it("puts all pods into one network", () => {
    const p = wired({ kind: "weave" }, "pod/default/p");
    assert.equal(p.devices.find(({ name }) => name === "eth0")?.addresses[0]?.length, 16);
  });
});

describe("every CNI", () => {
  for (const [name, settings] of CNI_CASES)
    it(`gives pods in the host's network no namespace (${name})`, () => {
      const text = CLUSTERS["a node without pods, and one in the host's network"] ?? "";
      const { namespaces } = buildNetwork(clusterWith(text, settings), []);
      assert.ok(!namespaces.some(({ id }) => id === "pod/default/p"));
    });
});

function wired(settings: CniSettings, id: string): Namespace {
  const { namespaces } = buildNetwork(clusterWith(TWO, settings), []);
  return required(
    namespaces.find((one) => one.id === id),
    id,
  );
}

function routesOf({ routes }: Namespace): readonly string[] {
  return routes.ipv4.map((route) => formatRoute(route).trim());
}

function savedOf(settings: CniSettings, name: string): string {
  const cluster = clusterWith(TWO, settings);
  const node = required(
    cluster.nodes.find((one) => one.name === name),
    name,
  );
  return printSave(applyEdits(emptyRuleSet("ipv4"), cniEdits(cluster, node, "ipv4")));
}
