import { required } from "../../base/assert.js";
import { socketBuffer } from "../../netfilter/socket-buffer.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { Frame } from "../../packet/frame.js";
import { receiveOnPort } from "../bridge/receive-on-port.js";
import { deviceNamed, isFor } from "../device.js";
import { endPass } from "./end-pass.js";
import type { PassContext, PassResult } from "./pass-result.js";
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
  // linux net/ipv4/ip_input.c: ip_rcv_core drops what is for another one, however much the device listens to.
  if (!isFor(device, destination)) {
    return endPass(buffer, context, "dropped", { kind: "not-our-mac", device: name });
  }
  return receiveIp(buffer, context);
}
