import type { EventBody } from "../../src/trace/event/event.js";
import type { Trace } from "../../src/trace/trace.js";
import { over, PING, worldTrace } from "./host-world.js";
import type { World, WorldHost } from "./host-world.js";
import { LO, route, RULES } from "./world-parts.js";

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
