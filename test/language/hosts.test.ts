import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PlayItem, Scenario } from "../../src/cluster/scenario.js";
import { printDocument } from "../../src/language/print.js";
import { loadText, scenarioOf } from "../support/load-text.js";

/** The devices of each host: `red.eth0 ethernet`, with `-> br0` behind a port. */
function devicesIn({ topology }: Scenario): readonly string[] {
  return topology.hosts.flatMap((host) =>
    host.devices.map(
      ({ name, link, master }) =>
        `${host.name}.${name} ${link.kind}${master === null ? "" : ` -> ${master}`}`,
    ),
  );
}

const linksIn = ({ topology }: Scenario): readonly string[] =>
  topology.links.map(({ ends }) => ends.map(({ host, device }) => `${host}.${device}`).join(" "));

/** What is played, without places. */
function playOf(text: string): readonly unknown[] {
  const hosts = `host red { address eth0 10.0.0.1/24 }\nhost blue { address eth0 10.0.0.2/24 }\nlink red.eth0 blue.eth0\n`;
  const { play } = scenarioOf(`${hosts}play {\n${text}\n}\n`);
  return play.map((item) => {
    const text = JSON.stringify(item, (key, value: unknown) =>
      key === "span" ? undefined : value,
    );
    return JSON.parse(text) as unknown;
  });
}

describe("hosts and cables", () => {
  it("make the devices that a cable ends in", () => {
    const scenario = scenarioOf("host red\nhost blue\nlink red.eth0 blue.veth-blue");
    assert.deepEqual(devicesIn(scenario), ["red.eth0 ethernet", "blue.veth-blue ethernet"]);
    assert.deepEqual(linksIn(scenario), ["red.eth0 blue.veth-blue"]);
  });

  it("name the ports of a bridge after what is at the other end", () => {
    const scenario = scenarioOf(
      "host red\nhost blue\nbridge lan\nlink red.veth-red lan\nlink lan blue.eth0\nlink blue.eth1 lan",
    );
    const ports = devicesIn(scenario).filter((text) => text.endsWith("-> lan"));
    assert.deepEqual(ports.slice(0, 2), [
      "lan.veth-red-br ethernet -> lan",
      "lan.veth-blue ethernet -> lan",
    ]);
    assert.match(ports[2] ?? "", /^lan\.veth[0-9a-f]{8} ethernet -> lan$/);
    assert.deepEqual(linksIn(scenario)[1], "lan.veth-blue blue.eth0");
  });

  it("put a bridge on a host where it says so, and the settings of ports that come later", () => {
    const scenario = scenarioOf(
      "host box\nhost red\nbridge br0 on box { hairpin veth-red; isolated veth-red; address 10.0.0.9/24 }\nlink red.eth0 br0",
    );
    const port = scenario.topology.hosts[0]?.devices.find(({ name }) => name === "veth-red");
    assert.equal(port?.master, "br0");
    assert.deepEqual(port.port, { hairpin: true, learning: true, flood: true, isolated: true });
  });

  it("give a switch a bridge of its own name, unless it has one", () => {
    const scenario = scenarioOf("switch sw\nswitch two { bridge a; bridge b }\nlink sw a");
    assert.deepEqual(
      scenario.topology.hosts.map(({ kind, devices }) => [
        kind,
        devices.filter(({ link }) => link.kind === "bridge").map(({ name }) => name),
      ]),
      [
        ["switch", ["sw"]],
        ["switch", ["a", "b"]],
      ],
    );
  });

  it("make a switch's device, which a cable makes, a port of its only bridge, unless it has an address", () => {
    const scenario = scenarioOf(
      "host red\nswitch sw { address p4 10.0.0.9/24 }\nlink red.eth0 sw.p3\nlink red.eth1 sw.p4\nswitch two { bridge a { ports p1 }; bridge b }\nlink red.eth2 two.p1",
    );
    const ports = devicesIn(scenario).filter((text) => /^(sw|two)\.p/.test(text));
    assert.deepEqual(ports, ["sw.p4 ethernet", "sw.p3 ethernet -> sw", "two.p1 ethernet -> a"]);
  });

  it("find a device with dots, and a node, behind a cable's end", () => {
    const scenario = scenarioOf(
      "node worker.example\nhost red\nlink red.eth0.5 worker.example.eth1",
    );
    assert.deepEqual(linksIn(scenario), ["red.eth0.5 worker.example.eth1"]);
    assert.deepEqual(
      scenario.topology.nodes.map(({ name, kind }) => [name, kind]),
      [["worker.example", "node"]],
    );
  });

  it("keep a node's own addresses apart from those of its devices", () => {
    const { cluster, topology } = scenarioOf(
      "node a { address 172.18.0.9; address eth1 10.0.0.1/24; iptables legacy }",
    );
    assert.deepEqual(cluster.nodes[0]?.addresses, ["172.18.0.9"]);
    assert.deepEqual(
      topology.nodes[0]?.devices.map(({ name }) => name),
      ["eth1"],
    );
    assert.equal(topology.nodes[0].iptables, "legacy");
  });

  it("say nothing of nodes that are only nodes", () => {
    assert.deepEqual(scenarioOf("node a\nhost red").topology.nodes, []);
  });

  it("take a far end of a VXLAN as an entry of its table", () => {
    const { topology } = scenarioOf(
      "host a { address eth0 10.0.0.1/24; device v vxlan id 7 remote 10.0.0.2 dev eth0 }\nhost b\nlink a.eth0 b.eth0",
    );
    const [host] = topology.hosts;
    assert.deepEqual(
      host?.forwardings.map(({ mac, destination }) => [mac, destination]),
      [["00:00:00:00:00:00", "10.0.0.2"]],
    );
  });

  it("hand rules and sets on with their places", () => {
    const text =
      "hopwise 1\nhost a {\n  rules {\n    *filter\n    COMMIT\n  }\n  ip6 rules {\n    *raw\n    COMMIT\n  }\n  ipset {\n    create a hash:ip\n  }\n}\n";
    const [host] = loadText(text).scenario?.topology.hosts ?? [];
    assert.deepEqual(
      host?.ruleDumps.map(({ family, text }) => [family, text.trim().split("\n")[0]]),
      [
        ["ipv4", "*filter"],
        ["ipv6", "*raw"],
      ],
    );
    for (const { text: inner, span } of [...host.ruleDumps, ...host.ipsets])
      assert.equal(text.slice(span.start, span.end), inner);
  });
});

describe("a scenario with hosts and nothing of a cluster", () => {
  it("has no cluster", () => {
    const { cluster, upstreams } = scenarioOf("host red");
    assert.deepEqual(
      [cluster.nodes, cluster.pods, cluster.services, cluster.corefile, upstreams],
      [[], [], [], "", []],
    );
  });

  it("has one as soon as something of a cluster is said", () => {
    assert.equal(scenarioOf("host red\nnode a").cluster.services.length, 2);
    assert.equal(scenarioOf("host red\ncluster { domain x.y }").cluster.nodes.length, 1);
  });
});

describe("the pod network", () => {
  const cniOf = (text: string): unknown =>
    scenarioOf(`cluster {\n${text}\n}\n`).cluster.settings.cni;

  it("is the one that is said", () => {
    assert.deepEqual(cniOf(""), { kind: "kindnet" });
    assert.deepEqual(cniOf("cni flannel host-gw"), { kind: "flannel", backend: "host-gw" });
    assert.deepEqual(cniOf("cni flannel"), { kind: "flannel", backend: "vxlan" });
    assert.deepEqual(cniOf("cni calico bgp"), { kind: "calico", backend: "bgp" });
    assert.deepEqual(cniOf("cni bridge"), { kind: "bridge", config: null });
  });

  it("has its JSON handed on, whichever braces it is in", () => {
    for (const json of [
      '{\n  {\n    "bridge": "cni0"\n  }\n}',
      '{  # mine\n  "bridge": "cni0"\n}',
    ]) {
      const text = `hopwise 1\ncluster {\n${`cni bridge ${json}`.replaceAll(/^/gm, "  ")}\n}\n`;
      const { scenario, diagnostics } = loadText(text);
      assert.deepEqual(diagnostics, []);
      const cni = scenario?.cluster.settings.cni;
      assert.ok(cni?.kind === "bridge" && cni.config !== null);
      assert.deepEqual(JSON.parse(cni.config.text), { bridge: "cni0" });
      const at = cni.config.text.indexOf("cni0");
      assert.equal(text.slice(cni.config.span.start + at).slice(0, 4), "cni0");
    }
  });
});

describe("what hosts play", () => {
  it("is a request by its words, as often as said", () => {
    const red = { kind: "host", name: "red" };
    assert.deepEqual(playOf("red ping blue -c 2 -t 5 -s 0 3 times"), [
      {
        kind: "request",
        client: red,
        times: 3,
        command: { kind: "ping", host: "blue", count: 2, size: 0, ttl: 5 },
      },
    ]);
    assert.deepEqual(
      playOf("host red connect tcp 10.0.0.2:80\nred send udp blue:53 -s 9\nred curl blue/x"),
      [
        {
          kind: "request",
          client: red,
          times: 1,
          command: { kind: "connect", protocol: "tcp", host: "10.0.0.2", port: 80, keptAs: null },
        },
        {
          kind: "request",
          client: red,
          times: 1,
          command: { kind: "send", host: "blue", port: 53, size: 9, sourcePort: null },
        },
        {
          kind: "request",
          client: red,
          times: 1,
          command: { kind: "curl", url: "blue/x", host: "blue", port: 80, path: "/x" },
        },
      ],
    );
  });

  it("means the pod first where a name is that of several", () => {
    const clients = scenarioOf(
      "node red\npod red\nhost other\ncontainer red on other\nplay {\nred ping 10.0.0.1\nnode red ping 10.0.0.1\ncontainer red ping 10.0.0.1\nexpect answered from red\n}",
    ).play;
    const kinds = clients.map((item: PlayItem) =>
      item.kind === "request" ? item.client.kind : item.kind,
    );
    assert.deepEqual(kinds, ["pod", "node", "container", "expect"]);
  });

  it("is a change with the words of the tools", () => {
    const on = { kind: "host", name: "red" };
    const changes = playOf(
      [
        "sysctl red net.ipv4.ip_forward=1",
        "route red delete default",
        "break link red eth0",
        "restore link host red eth0",
        "break route red 10.1.0.0/16",
        "lose 12.5% on red eth0",
        "iptables red -A INPUT -p tcp -m multiport --dports 80,443 -j DROP  # not ours",
        "ip6tables red -P INPUT DROP",
        "drop rule red nat PREROUTING 2",
        "flush conntrack red -p udp --orig-port-dst 53",
        "flush conntrack red",
        "flush neighbours red",
        "conntrack-limit red 5",
        "hairpin red eth0 off",
      ].join("\n"),
    ).map((item) => (item as { readonly change: unknown }).change);
    assert.deepEqual(changes, [
      {
        kind: "sysctl",
        on,
        name: "net/ipv4/ip_forward",
        written: "net.ipv4.ip_forward",
        value: "1",
      },
      {
        kind: "delete-route",
        on,
        destination: { family: "ipv4", base: "0.0.0.0", length: 0 },
        table: "main",
      },
      { kind: "set-link", on, device: "eth0", up: false },
      { kind: "set-link", on, device: "eth0", up: true },
      {
        kind: "delete-route",
        on,
        destination: { family: "ipv4", base: "10.1.0.0", length: 16 },
        table: "main",
      },
      { kind: "lose", on, device: "eth0", share: 0.125 },
      {
        kind: "iptables",
        on,
        command: { text: "-A INPUT -p tcp -m multiport --dports 80,443 -j DROP", family: "ipv4" },
      },
      { kind: "iptables", on, command: { text: "-P INPUT DROP", family: "ipv6" } },
      { kind: "iptables", on, command: { text: "-t nat -D PREROUTING 2", family: "ipv4" } },
      { kind: "flush-conntrack", on, filter: { text: "-p udp --orig-port-dst 53" } },
      { kind: "flush-conntrack", on, filter: null },
      { kind: "flush-neighbours", on },
      { kind: "conntrack-limit", on, entries: 5 },
      { kind: "set-hairpin", on, device: "eth0", hairpin: false },
    ]);
  });

  it("keeps a command line as it is when it is printed", () => {
    const text =
      'play {\n  iptables red -A X -m multiport --dports 80,443 -m comment --comment "a, b" -j DROP\n}\n';
    assert.equal(printDocument(loadText(text).document), text);
  });
});
