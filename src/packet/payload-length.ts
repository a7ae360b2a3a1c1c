import type { Payload } from "./packet.js";

/** The bytes of a TCP payload, by which sequence numbers advance; DNS messages travel in datagrams and count as none. */
export function payloadLength(payload: Payload): number {
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
