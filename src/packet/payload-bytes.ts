import { piecesBytes } from "./dns-stream.js";
import { encodeDns } from "./dns-wire.js";
import type { Payload } from "./packet.js";

/** The bytes of a payload; null where they are not known. */
export function payloadBytes(payload: Payload): ArrayLike<number> | null {
  switch (payload.kind) {
    case "none":
      return [];
    case "text":
      return utf8Bytes(payload.text);
    case "dns":
      return encodeDns(payload.message);
    case "dns-stream":
      return piecesBytes(payload.pieces);
    case "filler":
    case "frame":
    case "packet":
      return null;
  }
}

/** The bytes of a text in UTF-8. */
export function utf8Bytes(text: string): readonly number[] {
  return Array.from(text).flatMap((character) => {
    const point = character.codePointAt(0) ?? 0;
    const last = (shift: number): number => 0x80 | ((point >> shift) & 0x3f);
    if (point < 0x80) return [point];
    if (point < 0x800) return [0xc0 | (point >> 6), last(0)];
    if (point < 0x10000) return [0xe0 | (point >> 12), last(6), last(0)];
    return [0xf0 | (point >> 18), last(12), last(6), last(0)];
  });
}
