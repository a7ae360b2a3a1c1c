import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { Device } from "../device.js";
import { sendByUpper } from "../virtual-device/send-by-upper.js";
import { encapsulateFrame } from "../tunnel/vxlan.js";
import { endPass } from "./end-pass.js";
import { linkHeaderOf } from "./link-header.js";
import type { PassContext, PassResult } from "./pass-result.js";

/** A frame leaves by a device that is no bridge: onto its segment, or into a tunnel. */
export function leaveDevice(
  buffer: SocketBuffer,
  device: Device,
  context: PassContext,
): PassResult {
  const { name, segment, link } = device;
  if (!device.up) return endPass(buffer, context, "dropped", { kind: "device-down", device: name });
  const header = linkHeaderOf(buffer);
  switch (link.kind) {
    case "vxlan":
      context.emit({ kind: "device-left", device: name, segment: segment ?? name });
      return encapsulateFrame(buffer, { ...device, link }, context);
    case "loopback":
      return { kind: "looped", buffer };
    case "macvlan":
    case "ipvlan":
      if (segment === null) return sendByUpper(buffer, device, context, leaveDevice);
      break;
    case "bridge":
    case "ethernet":
    case "dummy":
    case "ipip":
    case "gre":
      break;
  }
  if (segment === null) {
    const { destination } = buffer.packet;
    context.emit({ kind: "device-left", device: name, segment: name });
    return endPass(buffer, context, "lost", { kind: "outside", destination });
  }
  // linux net/sched/sch_generic.c: dev_deactivate. Without a carrier nothing comes as far as the cable.
  if (!device.carrier) return endPass(buffer, context, "lost", { kind: "lost-on-link", segment });
  context.emit({ kind: "device-left", device: name, segment });
  const frame = { ...header, packet: buffer.packet };
  return { kind: "transmitted", segment, device: name, frame };
}
