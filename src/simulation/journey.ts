import { required } from "../base/assert.js";
import { socketBuffer } from "../netfilter/socket-buffer.js";
import type { Carried, PassContext, PassResult } from "../network/pass/pass-result.js";
import { receiveFrame } from "../network/pass/receive-frame.js";
import { receiveIp, receiveLooped } from "../network/pass/receive.js";
import { sendPacket } from "../network/pass/send.js";
import { takeOuter } from "../network/tunnel/decapsulate.js";
import type { Packet } from "../packet/packet.js";
import type { NamespaceId, PacketId } from "../trace/id.js";
import { askNeighbour } from "./ask-neighbour.js";
import { crossSegment } from "./cross-segment.js";
import type { QueuedPacket } from "./neighbour-queue.js";
import { contextOf } from "./pass-context.js";
import { deliverToSocket } from "./socket/deliver.js";
import type { Origin, Stack, World } from "./world.js";

/** Makes a packet and plans its pass out of its namespace: one task. */
export function launchPacket(world: World, stack: Stack, packet: Packet, origin: Origin): void {
  world.scheduler.after(0, () => {
    if (world.gone.has(stack.id)) return;
    const id = world.recorder.nextPacket();
    const { program, parent, connection, query = null, mark = 0, owner = null } = origin;
    if (query !== null) world.queries.set(id, query);
    const context = contextOf(world, stack, id);
    context.emit({ kind: "packet-created", headers: packet, program, parent });
    const result = sendPacket(packet, connection, context, { mark, owner });
    origin.onSent?.(id, result);
    settle(world, stack, id, result);
  });
}

/** A namespace's stack. */
export function stackOf(world: World, id: NamespaceId): Stack {
  return required(world.stacks.get(id), `the stack of ${id}`);
}

// What follows from a pass is planned, never called: the next namespace has a task of its own.
// `depth` counts the outer packets that are being made at once, one around the other.
function settle(world: World, stack: Stack, id: PacketId, result: PassResult, depth = 0): void {
  switch (result.kind) {
    case "transmitted":
      crossSegment(world, stack, contextOf(world, stack, id), result, (...next) => {
        settle(world, ...next);
      });
      return;
    case "looped":
      world.scheduler.after(world.nominal.pass, () => {
        const context = contextOf(world, stack, id);
        settle(world, stack, id, receiveLooped(result.buffer, context));
      });
      return;
    case "delivered": {
      const taken = takeOuter(result.buffer, contextOf(world, stack, id));
      if (taken === null) deliverToSocket(world, stack, id, result.buffer);
      else settle(world, stack, id, taken);
      return;
    }
    case "handed": {
      const { device, frame, mark } = result;
      const arrival = { device, segment: device, mark };
      settle(world, stack, id, receiveFrame(frame, arrival, contextOf(world, stack, id)), depth);
      return;
    }
    case "encapsulated":
      sendOuter(world, stack, id, { result, depth });
      return;
    case "decapsulated":
      receiveInner(world, stack, id, result);
      return;
    case "waiting":
      wait(world, stack, { id, waiting: result });
      return;
    case "several":
      for (const part of result.parts)
        settle(world, stack, part.context.packet, part.result, depth);
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

type Encapsulated = PassResult & { readonly kind: "encapsulated" };

// linux net/ipv4/ip_tunnel_core.c: iptunnel_xmit ("Dead loop on virtual device"): a fourth outer packet around three
// others that leave at once is dropped, as Linux 6.18 does it.
const MOST_NESTED = 3;

// The outer packet is one of the host's own, and goes its whole way out at once.
function sendOuter(
  world: World,
  stack: Stack,
  inner: PacketId,
  { result, depth }: { readonly result: Encapsulated; readonly depth: number },
): void {
  const { device, via, outer } = result;
  const { packet, mark, owner } = outer;
  const before = contextOf(world, stack, inner);
  if (depth >= MOST_NESTED) {
    const reason = { kind: "tunnel-loop", device } as const;
    before.emit({ kind: "packet-ended", disposition: "dropped", reason });
    return;
  }
  const id = world.recorder.nextPacket();
  world.carriage.put(id, inner);
  before.emit({ kind: "packet-encapsulated", device, outer: id });
  const context = contextOf(world, stack, id);
  context.emit({
    kind: "packet-created",
    headers: packet,
    program: "kernel",
    parent: inner,
  });
  const sent = sendPacket(packet, null, context, { mark, owner, device: via });
  settle(world, stack, id, sent, depth + 1);
}

function receiveInner(
  world: World,
  stack: Stack,
  outer: PacketId,
  { device, carried, mark }: PassResult & { readonly kind: "decapsulated" },
): void {
  const load = required(world.carriage.take(outer), `what packet ${outer} carries`);
  const first = contextOf(world, stack, load.inner);
  // What came in another copy of the outer packet is a copy, too.
  const { packet } = carried.kind === "frame" ? carried.frame : carried;
  const context = load.isFirst ? first : first.born(packet, "kernel");
  context.emit({ kind: "packet-decapsulated", device, outer });
  const result = enterByTunnel(carried, { device, mark }, context);
  settle(world, stack, context.packet, result);
}

function enterByTunnel(
  carried: Carried,
  { device, mark }: { readonly device: string; readonly mark: number },
  context: PassContext,
): PassResult {
  if (carried.kind === "frame") {
    return receiveFrame(carried.frame, { device, segment: device, mark }, context);
  }
  context.emit({ kind: "device-entered", device, segment: device });
  return receiveIp({ ...socketBuffer(carried.packet, device, null), mark }, context);
}

function wait(world: World, stack: Stack, packet: QueuedPacket): void {
  const { question, isFirst } = packet.waiting;
  const pushed = world.queues.add(stack.id, packet);
  // linux net/core/neighbour.c: __neigh_event_send drops the oldest of a full queue, and tells nobody.
  pushed?.waiting.fail(contextOf(world, stack, pushed.id));
  if (!isFirst) return;
  askNeighbour(world, stack, question, () => {
    for (const { id, waiting } of world.queues.takeAll(stack.id, question)) {
      const context = contextOf(world, stack, id);
      const mac = stack.host.neighbours.get(question)?.mac ?? null;
      settle(world, stack, id, mac === null ? waiting.fail(context) : waiting.resume(mac, context));
    }
  });
}
