import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { required } from "../../src/base/assert.js";
import { buildNetwork } from "../../src/network/cni/build-network.js";
import { formatInterfaceAddress } from "../../src/network/device.js";
import type { Namespace } from "../../src/network/namespace.js";
import type { Network } from "../../src/network/network.js";
import { formatRoute } from "../../src/network/format-route.js";
import { switchFrame } from "../../src/network/segment.js";
import { namespaceId } from "../../src/trace/id.js";
import { KIND_CLUSTER } from "../support/kind-scenario.js";
import { scenarioOf } from "../support/load-text.js";

const { cluster } = scenarioOf(KIND_CLUSTER);

function namespaceOf(network: Network, id: string): Namespace {
  const found = network.namespaces.find((namespace) => namespace.id === id);
  return required(found, id);
}

describe("kindnet", () => {
  const network = buildNetwork(cluster, [address("172.18.0.1"), address("8.8.8.8")]);

  it("gives a pod the routes of the ptp plugin", () => {
    const pod = namespaceOf(network, "pod/default/client");
    assert.deepEqual(
      pod.routes.ipv4.map((one) => formatRoute(one)),
      [
        "default via 10.244.1.1 dev eth0",
        "10.244.1.0/24 via 10.244.1.1 dev eth0 src 10.244.1.2",
        "10.244.1.1 dev eth0 scope link src 10.244.1.2",
      ],
    );
    assert.deepEqual(pod.devices[1]?.addresses.map(formatInterfaceAddress), ["10.244.1.2/24"]);
    assert.equal(pod.sysctls["net/ipv4/ip_forward"], undefined);
  });

  it("gives a node a veth and a host route for each pod, and a route to each other node's range", () => {
    const node = namespaceOf(network, "node/worker");
    const veths = node.devices.slice(2);
    assert.equal(veths.length, 2);
    for (const veth of veths) {
      assert.match(veth.name, /^veth[0-9a-f]{8}$/);
      assert.deepEqual(veth.addresses.map(formatInterfaceAddress), ["10.244.1.1/32"]);
    }
    const [client, backend] = ["10.244.1.2", "10.244.1.3"].map(
      (pod) => node.routes.ipv4.find((route) => route.destination.base === pod)?.device ?? "",
    );
    assert.deepEqual(
      node.routes.ipv4.map((one) => formatRoute(one)),
      [
        "default via 172.18.0.1 dev eth0",
        "10.244.0.0/24 via 172.18.0.4 dev eth0",
        `10.244.1.2 dev ${client ?? ""} scope host`,
        `10.244.1.3 dev ${backend ?? ""} scope host`,
        "10.244.2.0/24 via 172.18.0.3 dev eth0",
        "172.18.0.0/16 dev eth0 proto kernel scope link src 172.18.0.2",
      ],
    );
    assert.equal(node.sysctls["net/ipv4/ip_forward"], "1");
  });

  it("derives hardware addresses, docker's from the IPv4 address", () => {
    const node = namespaceOf(network, "node/worker");
    assert.equal(node.devices[1]?.mac, "02:42:ac:12:00:02");
    const macs = network.segments.flatMap(({ ports }) => ports.map(({ mac }) => mac));
    assert.equal(new Set(macs).size, macs.length);
    // Unicast and locally administered: the two lowest bits of the first byte are 10.
    for (const mac of macs) assert.equal(Number.parseInt(mac.slice(0, 2), 16) & 3, 2);
  });

  it("joins the nodes and the gateway by one LAN, where all know each other", () => {
    const lan = required(
      network.segments.find(({ kind }) => kind === "lan"),
      "the LAN",
    );
    assert.equal(lan.ports.length, 4);
    const [worker2] = lan.ports.filter(({ addresses }) =>
      addresses.includes(address("172.18.0.3")),
    );
    const from = { namespace: namespaceId("node/worker"), device: "eth0" };
    const to = switchFrame(lan, from, required(worker2, "worker2's port").mac);
    assert.deepEqual(
      to.map(({ namespace }) => namespace),
      ["node/worker2"],
    );
  });

  it("puts an upstream with another address behind the gateway", () => {
    const far = namespaceOf(network, "outside/8.8.8.8");
    assert.deepEqual(
      far.routes.ipv4.map((one) => formatRoute(one)),
      ["default via 172.18.0.1 dev eth0", "172.18.0.1 dev eth0 scope link"],
    );
    const gateway = namespaceOf(network, "outside/gateway");
    assert.ok(
      gateway.routes.ipv4.map((one) => formatRoute(one)).includes("8.8.8.8 dev uplink0 scope link"),
    );
  });

  it("wires IPv6 the same way", () => {
    const six = {
      ...cluster,
      settings: {
        ...cluster.settings,
        nodeRanges: [{ family: "ipv6", base: address("fc00::"), length: 64 } as const],
      },
      nodes: [
        {
          name: "n1",
          cordoned: false,
          controlPlane: false,
          labels: {},
          addresses: [address("fc00::2")],
          podRanges: [{ family: "ipv6", base: address("fd00:10:244:1::"), length: 64 } as const],
        },
      ],
      pods: cluster.pods.slice(0, 1).map((pod) => ({
        ...pod,
        node: "n1",
        name: "p",
        namespace: "default",
        addresses: [address("fd00:10:244:1::5")],
      })),
    };
    const pod = namespaceOf(buildNetwork(six, []), "pod/default/p");
    assert.deepEqual(
      pod.routes.ipv6.map((one) => formatRoute(one)),
      [
        "fd00:10:244:1::1 dev eth0 metric 1024 pref medium",
        "fd00:10:244:1::/64 via fd00:10:244:1::1 dev eth0 metric 1024 pref medium",
        "default via fd00:10:244:1::1 dev eth0 metric 1024 pref medium",
      ],
    );
  });
});
