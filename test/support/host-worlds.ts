import type { EventBody } from "../../src/trace/event/event.js";
import type { Trace } from "../../src/trace/trace.js";
import { over, worldTrace } from "./host-world.js";
import type { World, WorldHost } from "./host-world.js";
import { LO, route } from "./world-parts.js";

import { bridged, docker, switched } from "./bridge-worlds.js";
import { manyPorts, twoBridges, uppers } from "./crowded-worlds.js";
import { tunnelled } from "./tunnel-world.js";

export { bridged } from "./bridge-worlds.js";
export { tunnelled } from "./tunnel-world.js";

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
  "bridge with many ports": () => manyPorts(4),
  "bridge with more ports": () => manyPorts(6),
  "two bridges": twoBridges,
  "devices on a device": uppers,
  tunnel: tunnelled,
};
