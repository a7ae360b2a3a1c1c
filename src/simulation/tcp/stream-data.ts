import { cutPieces } from "../../packet/dns-stream.js";
import type { Payload } from "../../packet/packet.js";
import type { PacketId } from "../../trace/id.js";
import { cutText } from "./cut-text.js";

/** What a program writes into a connection at once, or a segment of it. */
export type StreamData = Payload & { readonly kind: "text" | "dns-stream" };

/** What has come, with the packet that brought it. */
export interface StreamArrival {
  readonly data: StreamData;
  readonly packet: PacketId;
}

/** The data in pieces of at most so many bytes. */
export function cutData(data: StreamData, bytes: number): readonly StreamData[] {
  if (data.kind === "text")
    return cutText(data.text, bytes).map((text): StreamData => ({ kind: "text", text }));
  return cutPieces(data.pieces, bytes).map((pieces): StreamData => {
    return { kind: "dns-stream", pieces };
  });
}

/** Whether a payload is of a stream. */
export function isStreamData(payload: Payload): payload is StreamData {
  return payload.kind === "text" || payload.kind === "dns-stream";
}
