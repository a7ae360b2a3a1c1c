import type { PassContext } from "../network/pass/pass-result.js";
import type { PacketId } from "../trace/id.js";
import { wiresOf } from "./wires.js";
import type { Stack, World } from "./world.js";

/** A packet's pass through a namespace, now. */
export function contextOf(world: World, stack: Stack, id: PacketId): PassContext {
  const bridged = world.bridged.get(id) ?? { passes: 0 };
  world.bridged.set(id, bridged);
  return {
    host: stack.host,
    packet: id,
    now: world.scheduler.now(),
    emit: world.recorder.emitter(stack.id, id),
    wires: wiresOf(world),
    bridged,
    born: (packet, program) => {
      const born = world.recorder.nextPacket();
      world.bridged.set(born, bridged);
      world.carriage.share(id, born);
      const query = world.queries.get(id);
      if (query !== undefined) world.queries.set(born, query);
      const context = contextOf(world, stack, born);
      context.emit({ kind: "packet-created", headers: packet, program, parent: id });
      return context;
    },
  };
}
