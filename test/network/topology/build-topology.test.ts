import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildTopology } from "../../../src/network/topology/build-topology.js";
import type { BuiltTopology } from "../../../src/network/topology/build-topology.js";
import type { Device } from "../../../src/network/device.js";
import type { Namespace } from "../../../src/network/namespace.js";
import { buildNetwork } from "../../../src/network/cni/build-network.js";
import { formatRoute } from "../../../src/network/format-route.js";
import { required } from "../../../src/base/assert.js";
import { scenarioOf } from "../../support/load-text.js";

function build(text: string): BuiltTopology {
  return buildTopology(scenarioOf(text).topology);
}

function namespaceIn({ network }: BuiltTopology, id: string): Namespace {
  return required(
    network.namespaces.find((known) => known.id === id),
    id,
  );
}

function deviceIn(built: BuiltTopology, name: string): Device {
  const devices = built.network.namespaces.flatMap((known) => known.devices);
  return required(
    devices.find((device) => device.name === name),
    name,
  );
}

const routesOf = ({ routes }: Namespace): readonly string[] =>
  [...routes.ipv4, ...routes.ipv6].map((route) => formatRoute(route));

describe("the network of declared hosts", () => {
  it("has the kernel's own routes and the declared ones, completed", () => {
    const built = build(
      "host a { address eth0 10.0.0.1/24, 10.0.0.9/24, fd00::1/64; address eth1 10.1.0.1/32; route default via 10.0.0.254 }\nhost b\nlink a.eth0 b.eth0\nlink a.eth1 b.eth1",
    );
    assert.deepEqual(routesOf(namespaceIn(built, "host/a")), [
      "default via 10.0.0.254 dev eth0",
      "10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.1",
      "fd00::/64 dev eth0 proto kernel metric 256 pref medium",
    ]);
    assert.deepEqual(built.refused, []);
  });

  it("joins the ends of a cable, and nothing else", () => {
    const { network } = build("host a { address eth0 10.0.0.1/24 }\nhost b\nlink a.eth0 b.eth7");
    const [cable, ...others] = network.segments;
    assert.deepEqual(others, []);
    assert.deepEqual(
      cable?.ports.map(({ namespace, device }) => `${namespace} ${device}`),
      ["host/a eth0", "host/b eth7"],
    );
  });

  it("has lo up, with what is added to it", () => {
    const host = namespaceIn(build("host a { address lo 192.0.2.1/32 }"), "host/a");
    assert.deepEqual(
      host.devices.map(({ name, up, addresses }) => [name, up, addresses.length]),
      [["lo", true, 3]],
    );
    assert.deepEqual(routesOf(host), []);
  });

  it("makes no routes for a device that is down", () => {
    const host = namespaceIn(
      build("host a { address eth0 10.0.0.1/24; down eth0 }\nhost b\nlink a.eth0 b.eth0"),
      "host/a",
    );
    assert.deepEqual(routesOf(host), []);
  });

  it("gives a bridge the least hardware address and MTU of its ports", () => {
    const built = build(
      "host a { bridge br0 { ports e1, e2 }; mac e1 02:00:00:00:00:02; mac e2 02:00:00:00:00:01; mtu e2 1400 }\nhost b\nlink a.e1 b.e1\nlink a.e2 b.e2",
    );
    const { mac, mtu } = deviceIn(built, "br0");
    assert.deepEqual([mac, mtu], ["02:00:00:00:00:01", 1400]);
  });

  it("gives tunnels and virtual devices the MTU that the kernel gives them", () => {
    const built = build(
      "host a { address eth0 10.0.0.1/24; mtu eth0 1450; device v vxlan id 1 dev eth0; device w vxlan id 2; device t ipip; device g gre; device m macvlan link eth0; device d dummy }\nhost b\nlink a.eth0 b.eth0",
    );
    assert.deepEqual(
      ["v", "w", "t", "g", "m", "d"].map((name) => deviceIn(built, name).mtu),
      [1400, 1500, 1480, 1476, 1450, 1500],
    );
  });

  it("always gives the same hardware addresses, and no two alike", () => {
    const text = "host a\nhost b\nlink a.eth0 b.eth0\nlink a.eth1 b.eth1";
    const macs = (built: BuiltTopology): readonly string[] =>
      built.network.segments.flatMap(({ ports }) => ports.map(({ mac }) => mac));
    assert.deepEqual(macs(build(text)), macs(build(text)));
    assert.equal(new Set(macs(build(text))).size, 4);
  });

  // Recorded: `ip rule add` four times in a fresh namespace of Linux 6.18.
  it("numbers routing rules as the kernel does", () => {
    const host = namespaceIn(
      build(
        "host a { rule fwmark 1 lookup 100; rule fwmark 2 lookup 101; rule pref 100 fwmark 3 lookup 101; rule fwmark 4 lookup 101; rule -6 fwmark 5 lookup 102 }",
      ),
      "host/a",
    );
    assert.deepEqual(
      host.routingRules.map(({ priority, mark }) => `${priority} ${mark?.value ?? ""}`),
      ["99 4", "100 3", "32764 2", "32765 1", "32765 5"],
    );
  });

  it("keeps settings, neighbours, forwardings, rules and the kind of iptables", () => {
    const built = build(
      "host a {\n address eth0 10.0.0.1/24\n sysctl net.ipv4.ip_forward 1\n iptables legacy\n neighbour 10.0.0.2 lladdr 02:00:00:00:00:02 dev eth0\n fdb 02:00:00:00:00:02 dev eth0\n rules {\n  *filter\n  COMMIT\n }\n ipset {\n  create x hash:ip\n }\n}\nhost b\nlink a.eth0 b.eth0",
    );
    const host = namespaceIn(built, "host/a");
    assert.deepEqual(host.sysctls, { "net/ipv4/ip_forward": "1" });
    assert.equal(host.iptables, "legacy");
    assert.deepEqual([host.neighbours.length, host.forwardings.length], [1, 1]);
    assert.deepEqual(
      [...built.ruleDumps].map(([id, dumps]) => [id, dumps.map(({ family }) => family)]),
      [["host/a", ["ipv4"]]],
    );
    assert.deepEqual([...built.ipsets.keys()], ["host/a"]);
  });
});

describe("a node that is given more", () => {
  const text = `node worker {
  address 172.18.0.2
  address eth0 192.0.2.1/32
  address eth1 10.9.0.1/24
  route   10.8.0.0/16 via 10.9.0.2
  route   10.7.0.0/16 via 172.18.0.1
  route   10.6.0.0/16 via 10.5.0.1
  sysctl  net.ipv4.conf.eth1.rp_filter 1
  mtu     eth0 1400
}
host red { address eth0 10.9.0.2/24 }
link worker.eth1 red.eth0
`;
  const { cluster, topology } = scenarioOf(text);
  const built = buildTopology(topology, buildNetwork(cluster, []));
  const node = namespaceIn(built, "node/worker");

  it("keeps what its CNI made, and has the rest beside", () => {
    const eth0 = required(
      node.devices.find(({ name }) => name === "eth0"),
      "eth0",
    );
    assert.deepEqual(
      eth0.addresses.map(({ address }) => address),
      ["172.18.0.2", "192.0.2.1"],
    );
    assert.equal(eth0.mtu, 1400);
    const routes = routesOf(node);
    for (const route of [
      "10.9.0.0/24 dev eth1 proto kernel scope link src 10.9.0.1",
      "10.8.0.0/16 via 10.9.0.2 dev eth1",
      "10.7.0.0/16 via 172.18.0.1 dev eth0",
      "default via 172.18.0.1 dev eth0",
    ])
      assert.ok(routes.includes(route), route);
    assert.equal(node.sysctls["net/ipv4/ip_forward"], "1");
    assert.equal(node.sysctls["net/ipv4/conf/eth1/rp_filter"], "1");
  });

  it("has refused routes told, not made", () => {
    assert.deepEqual(
      built.refused.map(({ namespace, fault }) => [namespace, fault.reason, fault.about]),
      [["node/worker", "invalid-gateway", "10.5.0.1"]],
    );
  });
});
