import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { PassContext, PassResult } from "./pass-result.js";

/**
 * A piece of a packet waits for the others; with the last one the whole packet goes on, as a packet of its own. The whole has
 * what the last piece had with it.
 */
export function reassembled(
  buffer: SocketBuffer,
  context: PassContext,
  goOn: (whole: SocketBuffer, context: PassContext) => PassResult,
): PassResult {
  const whole = context.host.reassembly.add(buffer.packet, context);
  if (whole === null) return { kind: "several", parts: [] };
  const born = context.born(whole.packet, "kernel");
  for (const piece of whole.pieces) {
    const reason = { kind: "reassembled" } as const;
    piece.emit({ kind: "packet-ended", disposition: "consumed", reason });
  }
  const fragments = whole.pieces.map(({ packet }) => packet);
  born.emit({ kind: "packet-reassembled", fragments });
  const put = { ...buffer, packet: whole.packet, longestPiece: whole.longest };
  return { kind: "several", parts: [{ context: born, result: goOn(put, born) }] };
}
