import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { sendByBridge } from "../bridge/send-by-bridge.js";
import type { Device } from "../device.js";
import { endPass } from "./end-pass.js";
import { leaveDevice } from "./leave-device.js";
import type { PassContext, PassResult } from "./pass-result.js";

/** A frame of the host's own leaves by a device: onto its segment, into the ports of a bridge, or into a tunnel. */
export function sendFrame(buffer: SocketBuffer, device: Device, context: PassContext): PassResult {
  const { name, segment, link, up } = device;
  if (link.kind !== "bridge") return leaveDevice(buffer, device, context);
  if (!up) return endPass(buffer, context, "dropped", { kind: "device-down", device: name });
  context.emit({ kind: "device-left", device: name, segment: segment ?? name });
  return sendByBridge(buffer, device, context);
}
