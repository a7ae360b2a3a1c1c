import { NO_PAYLOAD } from "./packet.js";
import type { SctpPacket } from "./packet.js";
import type { SctpChunk } from "./sctp-chunk.js";
import { hasChunk } from "./sctp-chunk.js";

/**
 * What a kernel says to a packet that belongs to no association, and that no socket waits for; null where it stays
 * silent (RFC 9260 8.4; linux net/sctp/sm_statefuns.c: sctp_sf_ootb, sctp_sf_tabort_8_4_8).
 */
export function outOfTheBlueAnswer(packet: SctpPacket): SctpPacket | null {
  const { chunks, verificationTag } = packet;
  if (SILENT.some((type) => hasChunk(chunks, type))) return null;
  if (hasChunk(chunks, "SHUTDOWN_ACK"))
    return answering(packet, { type: "SHUTDOWN_COMPLETE", reflected: true }, verificationTag);
  const [first] = chunks;
  return first?.type === "INIT"
    ? answering(packet, { type: "ABORT", reflected: false }, first.tag)
    : answering(packet, { type: "ABORT", reflected: true }, verificationTag);
}

const SILENT = ["ABORT", "SHUTDOWN_COMPLETE", "COOKIE_ACK"] as const;

/** A packet with this chunk on its way back, addressed with a tag. */
export function answering(
  { sourcePort, destinationPort }: SctpPacket,
  chunk: SctpChunk,
  verificationTag: number,
): SctpPacket {
  return {
    protocol: "sctp",
    sourcePort: destinationPort,
    destinationPort: sourcePort,
    verificationTag,
    chunks: [chunk],
    payload: NO_PAYLOAD,
  };
}
