import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { packetLength } from "../../packet/packet-length.js";
import type { Device } from "../device.js";
import { endPass } from "../pass/end-pass.js";
import { leaveDevice } from "../pass/leave-device.js";
import type { PassContext, PassResult } from "../pass/pass-result.js";
import { piecesOf } from "../pass/reassembly.js";

/**
 * A frame leaves a bridge by a port. What is too long ends there, since a bridge neither cuts nor tells; only what
 * br_netfilter has put together is cut again (linux net/bridge/br_forward.c: br_dev_queue_push_xmit;
 * br_netfilter_hooks.c: br_nf_dev_queue_xmit).
 */
export function leaveByPort(buffer: SocketBuffer, port: Device, context: PassContext): PassResult {
  const { packet, longestPiece } = buffer;
  const { host, emit } = context;
  const longest = longestPiece === null ? port.mtu : Math.min(longestPiece, port.mtu);
  if (packetLength(packet) <= longest) return leaveDevice(buffer, port, context);
  if (longestPiece === null) {
    const reason = { kind: "too-long-for-port", port: port.name, mtu: port.mtu } as const;
    return endPass(buffer, context, "dropped", reason);
  }
  const parts = piecesOf(packet, longest, host.random.integer(0x10000)).map((piece) => ({
    piece,
    context: context.born(piece, "kernel"),
  }));
  const fragments = parts.map((part) => part.context.packet);
  const by = longest < port.mtu ? "longest-piece" : "link";
  emit({ kind: "packet-fragmented", fragments, mtu: longest, by });
  emit({ kind: "packet-ended", disposition: "consumed", reason: { kind: "fragmented" } });
  return {
    kind: "several",
    parts: parts.map(({ piece, context: own }) => ({
      context: own,
      result: leaveDevice({ ...buffer, packet: piece }, port, own),
    })),
  };
}
