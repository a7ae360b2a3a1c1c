import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { isFor } from "../device.js";
import { endPass } from "../pass/end-pass.js";
import type { PassContext, PassResult } from "../pass/pass-result.js";
import { linkHeaderOf } from "../pass/link-header.js";
import { mayPass } from "./bridge-port.js";
import type { BridgePort } from "./bridge-port.js";
import { passBridgeHook } from "./bridge-hook.js";
import { callsIptables } from "./call-iptables.js";
import { decideFrame } from "./decide-frame.js";
import { showToIptables } from "./show-to-iptables.js";

/** A frame comes in by a bridge's port (linux net/bridge/br_input.c: br_handle_frame). */
export function receiveOnPort(
  buffer: SocketBuffer,
  { port, bridge }: BridgePort,
  context: PassContext,
): PassResult {
  if (!bridge.up) {
    return endPass(buffer, context, "dropped", { kind: "device-down", device: bridge.name });
  }
  if (!mayPass(context)) {
    return endPass(buffer, context, "dropped", { kind: "bridge-loop", bridge: bridge.name });
  }
  const { destination } = linkHeaderOf(buffer);
  const forHost = isFor(bridge, destination) || destination === port.mac;
  const at = { bridge, port, forHost };
  const isShown = callsIptables(context.host, buffer.packet.family);
  const pre = passBridgeHook("PREROUTING", { input: port.name, output: null }, context, () =>
    isShown ? showToIptables(buffer, at, context) : ({ kind: "bridged", buffer } as const),
  );
  switch (pre.kind) {
    case "stopped":
      return pre;
    case "bridged":
      return decideFrame(pre.buffer, at, context);
    case "redirected":
      return pre.go(at, context);
  }
}
