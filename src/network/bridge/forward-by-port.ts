import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { Device } from "../device.js";
import { passHook } from "../pass/pass-hook.js";
import type { PassContext, Passed, PassResult, Stopped } from "../pass/pass-result.js";
import { passBridgeHook } from "./bridge-hook.js";
import { leaveByPort } from "./leave-by-port.js";
import type { BridgePort } from "./bridge-port.js";

/** A frame on its way through a bridge, and the port that it leaves by. */
export interface BridgeCrossing extends BridgePort {
  readonly out: Device;
}

/**
 * A bridge sends a frame out by another port. A frame that br_netfilter has shown to IP's PREROUTING passes IP's FORWARD
 * inside the bridge's, and IP's POSTROUTING when all of the bridge's is done; both see the bridge as the device of both
 * sides (linux net/bridge/br_netfilter_hooks.c: br_nf_forward, br_nf_post_routing).
 */
export function forwardByPort(
  buffer: SocketBuffer,
  { bridge, port, out }: BridgeCrossing,
  context: PassContext,
): PassResult {
  const shown =
    buffer.bridged === null
      ? buffer
      : {
          ...buffer,
          input: bridge.name,
          output: bridge.name,
          bridged: { input: port.name, output: out.name },
        };
  const isShown = shown.bridged !== null;
  const devices = { input: port.name, output: out.name };
  const forwarded = passBridgeHook("FORWARD", devices, context, (): Passed | Stopped =>
    isShown ? passHook("FORWARD", shown, context) : { kind: "passed", buffer: shown },
  );
  if (forwarded.kind === "stopped") return forwarded;
  const leaving = leaveBridge(forwarded.buffer, out, context);
  if (!isShown) return leaveByPort(leaving, out, context);
  const post = passHook("POSTROUTING", { ...leaving, input: null }, context);
  return post.kind === "stopped" ? post : leaveByPort(post.buffer, out, context);
}

/** The bridge's POSTROUTING. */
export function leaveBridge(buffer: SocketBuffer, out: Device, context: PassContext): SocketBuffer {
  const devices = { input: null, output: out.name };
  return passBridgeHook("POSTROUTING", devices, context, (): Passed => ({ kind: "passed", buffer }))
    .buffer;
}
