import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { endPass } from "../pass/end-pass.js";
import type { Passed, PassContext, PassResult } from "../pass/pass-result.js";
import { receiveIp, routeReceived } from "../pass/receive.js";
import { passBridgeHook } from "./bridge-hook.js";
import type { BridgeArrival } from "./bridge-port.js";

/**
 * A bridge gives a frame to its own host, as if it had come in by the bridge's device. IP's PREROUTING is not walked
 * again where br_netfilter has walked it (linux net/bridge/br_netfilter_hooks.c: ip_sabotage_in); what a promiscuous
 * bridge hears beside its own loses its connection on the way (br_nf_local_in).
 */
export function passUp(
  buffer: SocketBuffer,
  {
    bridge,
    port,
    forHost,
    promiscuous = false,
  }: BridgeArrival & { readonly promiscuous?: boolean },
  context: PassContext,
): PassResult {
  const devices = { input: port.name, output: null };
  const inside = (): Passed => ({ kind: "passed", buffer });
  passBridgeHook("INPUT", devices, context, inside);
  const wasShown = buffer.bridged !== null;
  const connection = promiscuous && wasShown ? null : buffer.connection;
  const up = { ...buffer, input: bridge.name, output: null, connection };
  context.emit({
    kind: "device-entered",
    device: bridge.name,
    segment: bridge.segment ?? bridge.name,
  });
  if (!forHost && !isRedirected(buffer, bridge.mac)) {
    return endPass(up, context, "dropped", { kind: "not-our-mac", device: bridge.name });
  }
  return wasShown ? routeReceived(up, context) : receiveIp(up, context);
}

// br_nf_pre_routing_finish gives what is to be routed the bridge's own address.
function isRedirected({ link }: SocketBuffer, mac: string): boolean {
  return link?.destination === mac;
}
