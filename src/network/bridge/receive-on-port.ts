import { tracksConnections } from "../../netfilter/chain-index.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { isFor } from "../device.js";
import { endPass } from "../pass/end-pass.js";
import { reassembled } from "../pass/reassembled.js";
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
  const isShown = callsIptables(context.host, buffer.packet.family);
  if (isShown && buffer.packet.fragment !== null && tracks(buffer, context)) {
    // linux net/ipv4/netfilter/nf_defrag_ipv4.c: conntrack sees whole packets here, too; they are cut again on their way out.
    return reassembled(buffer, context, (whole, now) => enterBridge(whole, { port, bridge }, now));
  }
  return enterBridge(buffer, { port, bridge }, context);
}

function tracks({ packet }: SocketBuffer, { host }: PassContext): boolean {
  return host.netfilter !== null && tracksConnections(host.netfilter.ruleSets[packet.family]);
}

function enterBridge(
  buffer: SocketBuffer,
  { port, bridge }: BridgePort,
  context: PassContext,
): PassResult {
  const isShown = callsIptables(context.host, buffer.packet.family);
  const { destination } = linkHeaderOf(buffer);
  const forHost = isFor(bridge, destination) || destination === port.mac;
  const at = { bridge, port, forHost };
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
