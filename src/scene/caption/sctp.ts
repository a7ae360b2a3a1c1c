import type { CaptionCode } from "../../message/caption/en.js";
import type { SctpPacket } from "../../packet/packet.js";
import { chunkName, type SctpChunkType } from "../../packet/sctp-chunk.js";
import { firstLine, say } from "./context.js";
import type { Caption } from "./context.js";

const SENT: Readonly<Partial<Record<SctpChunkType, CaptionCode>>> = {
  INIT: "sent-sctp-init",
  INIT_ACK: "sent-sctp-init-ack",
  COOKIE_ECHO: "sent-sctp-cookie-echo",
  COOKIE_ACK: "sent-sctp-cookie-ack",
  ABORT: "sent-sctp-abort",
  SHUTDOWN: "sent-sctp-shutdown",
};

/** What is said of an SCTP packet that leaves; `ends` are its program, its host and its two ends. */
export function sctpSent(
  packet: SctpPacket,
  ends: Readonly<Record<"program" | "host" | "source" | "destination", string>>,
): Caption {
  const [chunk] = packet.chunks;
  const chunks = chunksText(packet);
  if (packet.payload.kind === "text") {
    const data = firstLine(packet.payload.text, 60);
    return say("sent-sctp-data", { ...ends, chunks, data });
  }
  return say((chunk && SENT[chunk.type]) ?? "sent-sctp-chunks", { ...ends, chunks });
}

/** An SCTP packet as the subject of a sentence. */
export function sctpSubject(packet: SctpPacket): Caption {
  return packet.payload.kind === "text"
    ? say("subject-sctp-data", { data: firstLine(packet.payload.text, 40) })
    : say("subject-sctp", { chunks: chunksText(packet) });
}

function chunksText({ chunks }: SctpPacket): string {
  return chunks.map(({ type }) => chunkName(type)).join(", ");
}
