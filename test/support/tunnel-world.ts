import type { EventBody } from "../../src/trace/event/event.js";
import { address } from "../../src/base/address.js";
import { packetId } from "../../src/trace/id.js";
import type { Trace } from "../../src/trace/trace.js";
import { over, PING, worldTrace } from "./host-world.js";
import type { World, WorldHost } from "./host-world.js";
import { LO, route, RULES } from "./world-parts.js";

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
