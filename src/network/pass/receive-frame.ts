import { required } from "../../base/assert.js";
import { socketBuffer } from "../../netfilter/socket-buffer.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { Frame } from "../../packet/frame.js";
import { receiveOnPort } from "../bridge/receive-on-port.js";
import { deviceNamed, isFor } from "../device.js";
import type { Device } from "../device.js";
import { takersOf, uppersOn } from "../virtual-device/upper-device.js";
import { endPass } from "./end-pass.js";
import { linkHeaderOf } from "./link-header.js";
import type { PassContext, PassPart, PassResult } from "./pass-result.js";
import { receiveIp } from "./receive.js";

/** Where a frame comes in. */
export interface FrameArrival {
  readonly device: string;
  /** The segment that it came over; the device's own name for one that came out of a tunnel. */
  readonly segment: string;
  /** The mark that an inner packet keeps of its outer one; 0 for a frame of a segment. */
  readonly mark?: number;
}

/** A frame's pass through a namespace that it enters by a device: into a bridge, or up to IP where it is for the device. */
export function receiveFrame(
  frame: Frame,
  { device: name, segment, mark = 0 }: FrameArrival,
  context: PassContext,
): PassResult {
  const { devices, id } = context.host.namespace;
  const device = required(deviceNamed(devices, name), `device ${name} of ${id}`);
  const { packet, source, destination } = frame;
  // Connections belong to the namespace that the packet has left.
  const buffer: SocketBuffer = {
    ...socketBuffer(packet, name, null),
    mark,
    link: { source, destination },
  };
  if (!device.up) return endPass(buffer, context, "dropped", { kind: "device-down", device: name });
  context.emit({ kind: "device-entered", device: name, segment });
  const bridge = device.master === null ? null : deviceNamed(devices, device.master);
  if (bridge !== null) return receiveOnPort(buffer, { port: device, bridge }, context);
  const taken = giveToUppers(buffer, device, context);
  if (taken !== null) return taken;
  // linux net/ipv4/ip_input.c: ip_rcv_core drops what is for another one, however much the device listens to.
  if (!isFor(device, destination)) {
    return endPass(buffer, context, "dropped", { kind: "not-our-mac", device: name });
  }
  return receiveIp(buffer, context);
}

// Every taker but the last gets a copy; null where the device has it for itself alone.
function giveToUppers(
  buffer: SocketBuffer,
  device: Device,
  context: PassContext,
): PassResult | null {
  const { devices } = context.host.namespace;
  const uppers = uppersOn(devices, device.name);
  if (uppers.length === 0) return null;
  const { packet, mark } = buffer;
  const header = linkHeaderOf(buffer);
  const takers = takersOf(uppers, { ...header, packetTo: packet.destination });
  const handed = ({ name }: Device): PassResult => ({
    kind: "handed",
    device: name,
    frame: { ...header, packet },
    mark,
  });
  const copied = takers.lower ? takers.uppers : takers.uppers.slice(0, -1);
  const parts = copied.map((upper): PassPart => {
    const copy = context.born(packet, "kernel");
    context.emit({ kind: "packet-copied", copy: copy.packet, port: upper.name });
    return { context: copy, result: handed(upper) };
  });
  const last = takers.uppers.at(-1);
  if (takers.lower || last === undefined) {
    if (parts.length === 0) return null;
    return { kind: "several", parts: [...parts, { context, result: receiveIp(buffer, context) }] };
  }
  if (parts.length === 0) return handed(last);
  return { kind: "several", parts: [...parts, { context, result: handed(last) }] };
}
