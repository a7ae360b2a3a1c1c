import type { Trace } from "../../src/trace/trace.js";
import { over, worldTrace } from "./host-world.js";
import type { World, WorldHost } from "./host-world.js";
import { LO, route, RULES } from "./world-parts.js";

/** A host whose bridge has many ports, and beside it a cable of the host's own. */
export function manyPorts(ports: number): Trace {
  const colours = ["red", "blue", "green", "grey", "violet", "amber"].slice(0, ports);
  const world: World = {
    hosts: [
      {
        name: "machine",
        devices: [
          LO,
          { name: "v-net-0", kind: "bridge", addresses: ["192.168.15.5/24"] },
          ...colours.map((colour) => ({ name: `veth-${colour}-br`, master: "v-net-0" })),
          { name: "eth0", addresses: ["192.168.50.20/24"] },
        ],
        rules: RULES,
      },
      ...colours.map((colour, index) => ({
        name: colour,
        devices: [LO, { name: `veth-${colour}`, addresses: [`192.168.15.${10 + index}/24`] }],
      })),
      { name: "laptop", devices: [LO, { name: "eth0", addresses: ["192.168.50.100/24"] }] },
    ],
    cables: {
      uplink: ["laptop eth0", "machine eth0"],
      ...Object.fromEntries(
        colours.map((colour) => [
          colour,
          [`${colour} veth-${colour}`, `machine veth-${colour}-br`] as const,
        ]),
      ),
    },
  };
  return worldTrace(world, "red", [
    ["red", route("veth-red", null, "output")],
    ...over(world, ["red", "veth-red"], ["machine", "veth-red-br"]),
    ["machine", route("eth0", null, "forward")],
    ...over(world, ["machine", "eth0"], ["laptop", "eth0"]),
  ]);
}

/** A host with two bridges, each with containers of its own. */
export function twoBridges(): Trace {
  const bridges = ["docker0", "br-7f3a9c"];
  const inside = bridges.flatMap((bridge, net) =>
    ["web", "db"].map((name, index) => ({
      host: {
        name: `${name}-${net + 1}`,
        kind: "container",
        in: "machine",
        devices: [LO, { name: "eth0", addresses: [`172.${17 + net}.0.${index + 2}/16`] }],
      } satisfies WorldHost,
      port: { name: `veth${net}${index}`, master: bridge },
    })),
  );
  const world: World = {
    hosts: [
      {
        name: "machine",
        devices: [
          LO,
          { name: "eth0", addresses: ["192.168.50.20/24"] },
          ...bridges.map((name, net) => ({
            name,
            kind: "bridge",
            addresses: [`172.${17 + net}.0.1/16`],
          })),
          ...inside.map(({ port }) => port),
        ],
        rules: RULES,
      },
      ...inside.map(({ host }) => host),
      { name: "laptop", devices: [LO, { name: "eth0", addresses: ["192.168.50.100/24"] }] },
    ],
    cables: {
      uplink: ["laptop eth0", "machine eth0"],
      ...Object.fromEntries(
        inside.map(({ host, port }) => [
          port.name,
          [`${host.name} eth0`, `machine ${port.name}`] as const,
        ]),
      ),
    },
  };
  return worldTrace(world, "web-1", [
    ["web-1", route("eth0", "172.17.0.1", "output")],
    ...over(world, ["web-1", "eth0"], ["machine", "veth00"]),
    ["machine", route("br-7f3a9c", null, "forward")],
    ...over(world, ["machine", "veth10"], ["web-2", "eth0"]),
  ]);
}

/** A host with devices that are made on its network card. */
export function uppers(): Trace {
  const world: World = {
    hosts: [
      {
        name: "machine",
        devices: [
          LO,
          { name: "eth0", addresses: ["192.168.50.20/24"] },
          { name: "mac0", kind: "macvlan", lower: "eth0", addresses: ["192.168.50.21/24"] },
          { name: "mac1", kind: "macvlan", lower: "eth0", addresses: ["192.168.50.22/24"] },
        ],
      },
      { name: "laptop", devices: [LO, { name: "eth0", addresses: ["192.168.50.100/24"] }] },
    ],
    cables: { uplink: ["machine eth0", "laptop eth0"] },
  };
  return worldTrace(world, "machine", [
    ["machine", route("mac0", null, "output")],
    ["machine", { kind: "device-left", device: "mac0", segment: "mac0" }],
    ...over(world, ["machine", "eth0"], ["laptop", "eth0"]),
  ]);
}
