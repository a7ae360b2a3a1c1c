import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { Device } from "../device.js";
import { isGroupMac } from "../mac-address.js";
import { endPass } from "../pass/end-pass.js";
import type { Passed, PassContext, PassPart, PassResult } from "../pass/pass-result.js";
import { linkHeaderOf } from "../pass/link-header.js";
import { floodPorts, mayDeliver, mayPass } from "./bridge-port.js";
import { passBridgeHook } from "./bridge-hook.js";
import { leaveBridge } from "./forward-by-port.js";
import { leaveByPort } from "./leave-by-port.js";
import { noteDecision } from "./note-decision.js";

/** A host sends a frame of its own by a bridge: past the bridge's OUTPUT and POSTROUTING, no hook of IP again (linux net/bridge/br_device.c: br_dev_xmit). */
export function sendByBridge(
  buffer: SocketBuffer,
  bridge: Device,
  context: PassContext,
): PassResult {
  if (!mayPass(context)) {
    return endPass(buffer, context, "dropped", { kind: "bridge-loop", bridge: bridge.name });
  }
  const { host, now } = context;
  const { devices } = host.namespace;
  const { destination } = linkHeaderOf(buffer);
  const isGroup = isGroupMac(destination);
  const known = isGroup ? null : host.forwardings.portOf(bridge.name, destination, now);
  const target = devices.find(({ name, master }) => name === known && master === bridge.name);
  const ports =
    target === undefined
      ? floodPorts(devices, { bridge, port: null }, isGroup)
      : [target].filter((candidate) => mayDeliver(candidate, null));
  const decision = target === undefined ? "flood" : "forward";
  noteDecision(context, bridge, ports.length === 0 ? "none" : decision, ports, destination);
  const last = ports.at(-1);
  if (last === undefined) {
    return endPass(buffer, context, "dropped", { kind: "no-port", bridge: bridge.name });
  }
  const copies = ports.slice(0, -1).map((port): PassPart => {
    const copy = context.born(buffer.packet, "kernel");
    context.emit({ kind: "packet-copied", copy: copy.packet, port: port.name });
    return { context: copy, result: sendByPort(buffer, port, copy) };
  });
  const result = sendByPort(buffer, last, context);
  return copies.length === 0
    ? result
    : { kind: "several", parts: [...copies, { context, result }] };
}

function sendByPort(buffer: SocketBuffer, port: Device, context: PassContext): PassResult {
  const devices = { input: null, output: port.name };
  passBridgeHook("OUTPUT", devices, context, (): Passed => ({ kind: "passed", buffer }));
  return leaveByPort(leaveBridge(buffer, port, context), port, context);
}
