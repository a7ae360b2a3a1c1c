import { withCarriers } from "../../network/carrier.js";
import { forgetLink } from "../../network/neighbour/forget-device.js";
import type { World } from "../world.js";
import { changeHost } from "./change-host.js";

/** A device went up or down: what its cable and its bridge lead to gains or loses its carrier, and hosts forget what they knew of the latter. */
export function changeCarriers(world: World): void {
  const stacks = [...world.stacks.values()];
  const { namespaces } = withCarriers({
    namespaces: stacks.map(({ host }) => host.namespace),
    segments: [...world.segments.values()],
  });
  for (const [index, stack] of stacks.entries()) {
    const { host } = stack;
    const next = namespaces[index];
    if (next === undefined || next === host.namespace) continue;
    const lost = next.devices.filter(
      ({ carrier }, place) => !carrier && host.namespace.devices[place]?.carrier === true,
    );
    changeHost({ world, stack }, next);
    const emit = world.recorder.emitter(stack.id, null);
    for (const { name } of lost) forgetLink(host, name, emit);
  }
}
