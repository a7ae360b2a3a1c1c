import type { Wires } from "../network/neighbour/wires.js";
import type { World } from "./world.js";

/** The world as what asks a whole layer-2 domain sees it at this moment. */
export function wiresOf(world: World): Wires {
  return {
    host: (id) => world.stacks.get(id)?.host ?? null,
    hosts: function* () {
      for (const { host } of world.stacks.values()) yield host;
    },
    segment: (id) => world.segments.get(id) ?? null,
    carries: (segment) => world.links.carries(segment),
    timeOf: ({ kind }) => world.nominal[kind],
    passTime: world.nominal.pass,
    now: world.scheduler.now(),
    emit: (namespace, body) => {
      world.recorder.emit(namespace, null, body);
    },
  };
}
