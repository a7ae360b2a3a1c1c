import { required } from "../base/assert.js";
import type { PassContext, PassResult } from "../network/pass/pass-result.js";
import { receiveLooped, receivePacket } from "../network/pass/receive.js";
import { sendPacket } from "../network/pass/send.js";
import { switchFrame } from "../network/segment.js";
import type { Packet } from "../packet/packet.js";
import type { NamespaceId, PacketId } from "../trace/id.js";
import { deliverToSocket } from "./socket/deliver.js";
import type { Origin, Stack, World } from "./world.js";

/** Makes a packet and plans its pass out of its namespace: one task. */
export function launchPacket(world: World, stack: Stack, packet: Packet, origin: Origin): void {
  world.scheduler.after(0, () => {
    const id = world.recorder.nextPacket();
    const { program, parent, connection, query = null } = origin;
    if (query !== null) world.queries.set(id, query);
    const context = contextOf(world, stack, id);
    context.emit({ kind: "packet-created", headers: packet, program, parent });
    const result = sendPacket(packet, connection, context);
    origin.onSent?.(id, result);
    settle(world, stack, id, result);
  });
}

/** A namespace's stack. */
export function stackOf(world: World, id: NamespaceId): Stack {
  return required(world.stacks.get(id), `the stack of ${id}`);
}

// What follows from a pass is planned, never called: the next namespace has a task of its own.
function settle(world: World, stack: Stack, id: PacketId, result: PassResult): void {
  switch (result.kind) {
    case "transmitted":
      cross(world, stack, id, result);
      return;
    case "looped":
      world.scheduler.after(world.nominal.pass, () => {
        const context = contextOf(world, stack, id);
        settle(world, stack, id, receiveLooped(result.buffer, context));
      });
      return;
    case "delivered":
      deliverToSocket(world, stack, id, result.buffer);
      return;
    case "stopped":
      if (result.answer === null) return;
      world.launch(stack, result.answer.packet, {
        program: "kernel",
        parent: id,
        connection: result.answer.connection,
      });
  }
}

function cross(
  world: World,
  stack: Stack,
  id: PacketId,
  sent: PassResult & { readonly kind: "transmitted" },
): void {
  const segment = required(world.segments.get(sent.segment), `segment ${sent.segment}`);
  world.scheduler.after(world.nominal.pass + world.nominal[segment.kind], () => {
    const { destination, packet } = sent.frame;
    const port = required(
      switchFrame(segment, destination),
      `a port of ${segment.id} with ${destination}`,
    );
    const peer = stackOf(world, port.namespace);
    const context = contextOf(world, peer, id);
    context.emit({
      kind: "link-crossed",
      segment: segment.id,
      fromDevice: sent.device,
      toDevice: port.device,
      fromNamespace: stack.id,
    });
    const arrival = { device: port.device, segment: segment.id };
    settle(world, peer, id, receivePacket(packet, arrival, context));
  });
}

function contextOf(world: World, stack: Stack, id: PacketId): PassContext {
  const emit = world.recorder.emitter(stack.id, id);
  return { host: stack.host, now: world.scheduler.now(), emit };
}
