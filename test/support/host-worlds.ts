import { address } from "../../src/base/address.js";
import type { EventBody } from "../../src/trace/event/event.js";
import { packetId } from "../../src/trace/id.js";
import type { Trace } from "../../src/trace/trace.js";
import { over, PING, worldTrace } from "./host-world.js";
import type { World, WorldHost } from "./host-world.js";

const LO = { name: "lo", kind: "loopback", addresses: ["127.0.0.1/8"], mtu: 65_536 } as const;

const RULES = {
  nat: {
    PREROUTING: ["-m addrtype --dst-type LOCAL -j DOCKER"],
    INPUT: [],
    OUTPUT: [],
    POSTROUTING: ["-s 172.17.0.0/16 ! -o docker0 -j MASQUERADE"],
    DOCKER: ["! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80"],
  },
  filter: {
    INPUT: [],
    FORWARD: ["-d 172.17.0.2/32 ! -i docker0 -o docker0 -j ACCEPT"],
    OUTPUT: [],
  },
} as const;

function route(device: string, gateway: string | null, decision: "forward" | "output"): EventBody {
  return {
    kind: "route-chosen",
    destination: PING.destination,
    route: gateway === null ? `10.0.2.0/24 dev ${device}` : `default via ${gateway} dev ${device}`,
    device,
    gateway: gateway === null ? null : address(gateway),
    decision,
    table: "main",
    priority: 32_766,
  };
}

/** `count` hosts in a row: the first and the last are ends, all between forward. */
export function chain(count: number): Trace {
  const hosts = Array.from({ length: count }, (_, index): WorldHost => ({
    name: index === 0 ? "client" : index === count - 1 ? "server" : `router${index}`,
    devices: [
      LO,
      ...(index > 0 ? [{ name: "eth0", addresses: [`10.0.${index}.2/24`] }] : []),
      ...(index < count - 1 ? [{ name: "eth1", addresses: [`10.0.${index + 1}.1/24`] }] : []),
    ],
    routes: [`default via 10.0.${index + 1}.2 dev eth1`],
  }));
  const cables = Object.fromEntries(
    hosts
      .slice(1)
      .map((host, index) => [
        `veth${index}`,
        [`${hosts[index]?.name ?? ""} eth1`, `${host.name} eth0`] as const,
      ]),
  );
  const world: World = { hosts, cables };
  const steps = hosts.slice(1).flatMap((host, index): [string, EventBody][] => {
    const before = hosts[index]?.name ?? "";
    return [
      [before, route("eth1", `10.0.${index + 1}.2`, index === 0 ? "output" : "forward")],
      ...over(world, [before, "eth1"], [host.name, "eth0"]).map(
        ([at, body]): [string, EventBody] => [at, body],
      ),
    ];
  });
  return worldTrace(world, "client", steps);
}

/** Hosts on two networks, joined by a router. */
export function lans(count: number): Trace {
  const hosts: readonly WorldHost[] = [
    ...Array.from({ length: count }, (_, index) => ({
      name: `host-${index + 1}`,
      devices: [LO, { name: "eth0", addresses: [`192.168.${index % 2}.${10 + index}/24`] }],
    })),
    {
      name: "router",
      devices: [
        LO,
        { name: "eth0", addresses: ["192.168.0.1/24"] },
        { name: "eth1", addresses: ["192.168.1.1/24"] },
      ],
    },
  ];
  const on = (lan: number): string[] =>
    hosts.slice(0, -1).flatMap(({ name }, index) => (index % 2 === lan ? [`${name} eth0`] : []));
  const world: World = {
    hosts,
    lans: { office: [...on(0), "router eth0"], lab: [...on(1), "router eth1"] },
  };
  return worldTrace(world, "host-1", [
    ["host-1", route("eth0", "192.168.0.1", "output")],
    ...over(world, ["host-1", "eth0"], ["router", "eth0"]),
    ["router", route("eth1", null, "forward")],
    ...over(world, ["router", "eth1"], ["host-2", "eth0"]),
  ]);
}

/** A host with a bridge and containers on it, and a cable to the world outside. */
export function docker(containers: number): Trace {
  const inside = Array.from({ length: containers }, (_, index): WorldHost => ({
    name: `web-${index + 1}`,
    kind: "container",
    in: "docker-host",
    devices: [LO, { name: "eth0", addresses: [`172.17.0.${index + 2}/16`] }],
  }));
  const world: World = {
    hosts: [
      {
        name: "client",
        devices: [LO, { name: "eth0", addresses: ["192.168.5.2/24"] }],
      },
      {
        name: "docker-host",
        devices: [
          LO,
          { name: "eth0", addresses: ["192.168.5.1/24"] },
          { name: "docker0", kind: "bridge", addresses: ["172.17.0.1/16"] },
          ...inside.map((_, index) => ({ name: `veth${index}`, master: "docker0" })),
        ],
        rules: RULES,
      },
      ...inside,
      { name: "isolated", kind: "container", in: "docker-host", devices: [LO] },
    ],
    cables: {
      cable: ["client eth0", "docker-host eth0"],
      ...Object.fromEntries(
        inside.map(({ name }, index) => [
          `c${index}`,
          [`${name} eth0`, `docker-host veth${index}`] as const,
        ]),
      ),
    },
  };
  return worldTrace(world, "client", [
    ["client", route("eth0", null, "output")],
    ...over(world, ["client", "eth0"], ["docker-host", "eth0"]),
    ["docker-host", { kind: "hook-entered", hook: "PREROUTING", input: "eth0", output: null }],
    ["docker-host", { kind: "hook-left", hook: "PREROUTING", verdict: "accept" }],
    ["docker-host", route("docker0", null, "forward")],
    ["docker-host", { kind: "hook-entered", hook: "FORWARD", input: "eth0", output: "docker0" }],
    ["docker-host", { kind: "hook-left", hook: "FORWARD", verdict: "accept" }],
    [
      "docker-host",
      {
        kind: "bridge-decided",
        bridge: "docker0",
        decision: "forward",
        ports: ["veth0"],
        destination: "02:00:00:00:02:01",
      },
    ],
    ...over(world, ["docker-host", "veth0"], ["web-1", "eth0"]),
  ]);
}

/** Three hosts on a switch, one of them a bridge with a namespace of its own. */
export function switched(): Trace {
  const names = ["alpha", "beta", "gamma"];
  const world: World = {
    hosts: [
      ...names.map((name, index) => ({
        name,
        devices: [LO, { name: "eth0", addresses: [`10.0.0.${index + 1}/24`] }],
      })),
      {
        name: "switch",
        kind: "switch",
        devices: [
          { name: "br0", kind: "bridge" },
          ...names.map((_, index) => ({ name: `p${index + 1}`, master: "br0" })),
        ],
      },
    ],
    cables: Object.fromEntries(
      names.map((name, index) => [`c${index}`, [`${name} eth0`, `switch p${index + 1}`] as const]),
    ),
  };
  return worldTrace(world, "alpha", [
    ["alpha", { kind: "neighbour-asked", address: "10.0.0.2", device: "eth0" }, 0],
    ...over(world, ["alpha", "eth0"], ["switch", "p1"]),
    [
      "switch",
      {
        kind: "bridge-decided",
        bridge: "br0",
        decision: "flood",
        ports: ["p2", "p3"],
        destination: "02:00:00:00:01:01",
      },
    ],
    ...over(world, ["switch", "p2"], ["beta", "eth0"]),
  ]);
}

/** Two hosts with containers, joined by a VXLAN over their network. */
export function tunnelled(): Trace {
  const host = (index: number): readonly WorldHost[] => [
    {
      name: `node${index}`,
      devices: [
        LO,
        { name: "eth0", addresses: [`192.168.8.${index}/24`] },
        {
          name: "flannel.1",
          kind: "vxlan",
          addresses: [`10.244.${index}.0/32`],
          details: `vxlan id 1 local 192.168.8.${index} dev eth0 dstport 8472`,
        },
        { name: "cni0", kind: "bridge", addresses: [`10.244.${index}.1/24`] },
        { name: "veth0", master: "cni0" },
      ],
      rules: RULES,
    },
    {
      name: `pod${index}`,
      kind: "container",
      in: `node${index}`,
      devices: [LO, { name: "eth0", addresses: [`10.244.${index}.2/24`] }],
    },
  ];
  const world: World = {
    hosts: [...host(1), ...host(2)],
    cables: { c1: ["pod1 eth0", "node1 veth0"], c2: ["pod2 eth0", "node2 veth0"] },
    lans: { underlay: ["node1 eth0", "node2 eth0"] },
  };
  const outer = packetId(2);
  return worldTrace(world, "pod1", [
    ["pod1", route("eth0", "10.244.1.1", "output")],
    ...over(world, ["pod1", "eth0"], ["node1", "veth0"]),
    [
      "node1",
      {
        kind: "bridge-decided",
        bridge: "cni0",
        decision: "local",
        ports: [],
        destination: "02:00:00:00:00:03",
      },
    ],
    ["node1", { kind: "device-entered", device: "cni0", segment: "cni0" }],
    ["node1", route("flannel.1", "10.244.2.0", "forward")],
    ["node1", { kind: "device-left", device: "flannel.1", segment: "flannel.1" }],
    ["node1", { kind: "packet-encapsulated", device: "flannel.1", outer }],
    [
      "node1",
      {
        kind: "packet-created",
        program: "kernel",
        parent: packetId(1),
        headers: {
          ...PING,
          source: address("192.168.8.1"),
          destination: address("192.168.8.2"),
          transport: {
            protocol: "udp",
            sourcePort: 40_000,
            destinationPort: 8472,
            payload: {
              kind: "frame",
              network: 1,
              source: "02:00:00:00:00:02" as never,
              destination: "02:00:00:00:02:02" as never,
              packet: PING,
            },
          },
        },
      },
      2,
    ],
    ...over(world, ["node1", "eth0"], ["node2", "eth0"]).map(
      ([at, body]): readonly [string, EventBody, number] => [at, body, 2],
    ),
    [
      "node2",
      {
        kind: "packet-ended",
        disposition: "consumed",
        reason: { kind: "decapsulated", device: "flannel.1" },
      },
      2,
    ],
    ["node2", { kind: "packet-decapsulated", device: "flannel.1", outer }],
    ["node2", { kind: "device-entered", device: "flannel.1", segment: "flannel.1" }],
    ["node2", route("cni0", null, "forward")],
    ["node2", { kind: "device-left", device: "cni0", segment: "cni0" }],
    ...over(world, ["node2", "veth0"], ["pod2", "eth0"]),
  ]);
}

/** A frame that a bridge sends on by itself, with the hooks of IP called inside its own. */
export function bridged(): Trace {
  const world: World = {
    hosts: [
      {
        name: "host",
        devices: [
          LO,
          { name: "br0", kind: "bridge", addresses: ["10.0.1.254/24"] },
          { name: "veth0", master: "br0" },
          { name: "veth1", master: "br0" },
          { name: "eth0", addresses: ["192.168.9.1/24"] },
        ],
        rules: RULES,
      },
      {
        name: "one",
        in: "host",
        kind: "container",
        devices: [LO, { name: "eth0", addresses: ["10.0.1.1/24"] }],
      },
      {
        name: "two",
        in: "host",
        kind: "container",
        devices: [LO, { name: "eth0", addresses: ["10.0.1.2/24"] }],
      },
    ],
    cables: { c0: ["one eth0", "host veth0"], c1: ["two eth0", "host veth1"] },
  };
  const hook = (name: string, input: string | null, output: string | null): [string, EventBody] => [
    "host",
    { kind: "hook-entered", hook: name, input, output },
  ];
  const left = (name: string): [string, EventBody] => [
    "host",
    { kind: "hook-left", hook: name, verdict: "accept" },
  ];
  const context = {
    headers: PING,
    input: "br0",
    output: null,
    mark: 0,
    state: "NEW",
    status: [],
    sourceType: "UNICAST",
    destinationType: "UNICAST",
  } as const;
  const table = (at: string, name: string): [string, EventBody][] => [
    ["host", { kind: "table-entered", hook: at, table: name, chain: at, context }],
    [
      "host",
      {
        kind: "table-left",
        hook: at,
        table: name,
        verdict: "accept",
        byPolicy: true,
        misses: [],
        visited: 0,
      },
    ],
  ];
  return worldTrace(world, "one", [
    ...over(world, ["one", "eth0"], ["host", "veth0"]),
    hook("bridge PREROUTING", "veth0", null),
    hook("PREROUTING", "br0", null),
    ...table("PREROUTING", "nat"),
    left("PREROUTING"),
    left("bridge PREROUTING"),
    [
      "host",
      {
        kind: "forwarding-learned",
        entry: {
          mac: "02:00:00:00:01:01",
          device: "veth0",
          master: "br0",
          destination: null,
          permanent: false,
        },
      },
    ],
    [
      "host",
      {
        kind: "bridge-decided",
        bridge: "br0",
        decision: "forward",
        ports: ["veth1"],
        destination: "02:00:00:00:02:01",
      },
    ],
    hook("bridge FORWARD", "veth0", "veth1"),
    hook("FORWARD", "br0", "br0"),
    ...table("FORWARD", "filter"),
    left("FORWARD"),
    left("bridge FORWARD"),
    hook("bridge POSTROUTING", null, "veth1"),
    left("bridge POSTROUTING"),
    hook("POSTROUTING", null, "br0"),
    ...table("POSTROUTING", "nat"),
    left("POSTROUTING"),
    ["host", { kind: "device-left", device: "veth1", segment: "c1" }],
  ]);
}

/** Every small world, by a name that says what it shows. */
export const WORLDS: Readonly<Record<string, () => Trace>> = {
  "one host": () => chain(1),
  "two hosts": () => chain(2),
  "three hosts": () => chain(3),
  "six hosts": () => chain(6),
  "twelve hosts": () => chain(12),
  "two networks": () => lans(4),
  "two networks of many": () => lans(9),
  docker: () => docker(2),
  "docker with many": () => docker(9),
  switch: switched,
  bridge: bridged,
  tunnel: tunnelled,
};
