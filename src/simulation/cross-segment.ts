import { required } from "../base/assert.js";
import type { Port } from "../network/segment.js";
import { switchFrame } from "../network/segment.js";
import type { PassContext, PassResult } from "../network/pass/pass-result.js";
import { receiveFrame } from "../network/pass/receive-frame.js";
import type { PacketId } from "../trace/id.js";
import { contextOf } from "./pass-context.js";
import type { Stack, World } from "./world.js";

/** What a namespace has sent onto a segment. */
export type Sent = PassResult & { readonly kind: "transmitted" };

/** Somebody who goes on with what became of a packet in a namespace. */
export type Settle = (stack: Stack, id: PacketId, result: PassResult) => void;

/** A frame crosses a segment, to one port or as copies to several; the namespaces there have tasks of their own. */
export function crossSegment(
  world: World,
  stack: Stack,
  context: PassContext,
  sent: Sent,
  settle: Settle,
): void {
  const segment = required(world.segments.get(sent.segment), `segment ${sent.segment}`);
  const { destination, packet } = sent.frame;
  if (!world.links.carries(segment.id)) {
    const reason = { kind: "lost-on-link", segment: segment.id } as const;
    context.emit({ kind: "packet-ended", disposition: "lost", reason });
    return;
  }
  const from = { namespace: stack.id, device: sent.device };
  const ports = switchFrame(segment, from, destination);
  const last = ports.at(-1);
  if (last === undefined) {
    const reason = { kind: "outside", destination: packet.destination } as const;
    context.emit({ kind: "packet-ended", disposition: "lost", reason });
    return;
  }
  for (const port of ports.slice(0, -1)) {
    const copy = context.born(packet, "kernel");
    context.emit({ kind: "packet-copied", copy: copy.packet, port: port.device });
    arriveLater(world, stack, copy.packet, { sent, port, settle });
  }
  arriveLater(world, stack, context.packet, { sent, port: last, settle });
}

function arriveLater(
  world: World,
  stack: Stack,
  id: PacketId,
  { sent, port, settle }: { readonly sent: Sent; readonly port: Port; readonly settle: Settle },
): void {
  const segment = required(world.segments.get(sent.segment), `segment ${sent.segment}`);
  world.scheduler.after(world.nominal.pass + world.nominal[segment.kind], () => {
    const peer = required(world.stacks.get(port.namespace), `the stack of ${port.namespace}`);
    const context = contextOf(world, peer, id);
    context.emit({
      kind: "link-crossed",
      segment: segment.id,
      fromDevice: sent.device,
      toDevice: port.device,
      fromNamespace: stack.id,
    });
    const arrival = { device: port.device, segment: segment.id };
    settle(peer, id, receiveFrame(sent.frame, arrival, context));
  });
}
