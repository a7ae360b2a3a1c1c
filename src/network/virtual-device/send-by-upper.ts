import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { deviceNamed } from "../device.js";
import type { Device } from "../device.js";
import { isGroupMac } from "../mac-address.js";
import { endPass } from "../pass/end-pass.js";
import { linkHeaderOf } from "../pass/link-header.js";
import type { PassContext, PassPart, PassResult } from "../pass/pass-result.js";
import { siblingsFor } from "./upper-device.js";

/** How a frame leaves by the device below. */
export type LeaveBelow = (buffer: SocketBuffer, device: Device, context: PassContext) => PassResult;

/** A frame leaves by a macvlan or ipvlan device: to others on the same device within the host, and else by that device. The host itself, as the owner of the device below, is never reached. */
export function sendByUpper(
  buffer: SocketBuffer,
  device: Device,
  context: PassContext,
  leave: LeaveBelow,
): PassResult {
  const { devices } = context.host.namespace;
  const { link, name } = device;
  const lower = "lower" in link && link.lower !== null ? deviceNamed(devices, link.lower) : null;
  context.emit({ kind: "device-left", device: name, segment: device.segment ?? name });
  if (lower === null) return endPass(buffer, context, "lost", outside(buffer));
  const header = linkHeaderOf(buffer);
  const ends = { ...header, packetTo: buffer.packet.destination };
  const siblings = siblingsFor(devices, device, ends);
  const handed = ({ name: to }: Device): PassResult => ({
    kind: "handed",
    device: to,
    frame: { ...header, packet: buffer.packet },
    mark: buffer.mark,
  });
  const [only] = siblings;
  if (only !== undefined && !isGroupMac(header.destination)) return handed(only);
  const parts = siblings.map((sibling): PassPart => {
    const copy = context.born(buffer.packet, "kernel");
    context.emit({ kind: "packet-copied", copy: copy.packet, port: sibling.name });
    return { context: copy, result: handed(sibling) };
  });
  const result = leave(buffer, lower, context);
  return parts.length === 0 ? result : { kind: "several", parts: [...parts, { context, result }] };
}

function outside({ packet: { destination } }: SocketBuffer): Parameters<typeof endPass>[3] {
  return { kind: "outside", destination };
}
