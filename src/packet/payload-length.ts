import type { Payload } from "./packet.js";

/** The bytes of a TCP payload, by which sequence numbers advance. */
export function payloadLength(payload: Payload): number {
  if (payload.kind === "dns-stream")
    return payload.pieces.reduce((sum, { bytes }) => sum + bytes, 0);
  return payload.kind === "text" ? utf8Length(payload.text) : 0;
}

/** The bytes that a text takes in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
