import type { DnsMessage } from "./dns-message.js";
import { encodeDns } from "./dns-wire.js";

/** Bytes of a DNS message in a stream, where its length stands before it (RFC 1035, 4.2.2); a piece of one that was cut keeps the whole message. */
export interface DnsPiece {
  readonly message: DnsMessage;
  /** Where the piece begins, in bytes from the length's first one. */
  readonly offset: number;
  readonly bytes: number;
}

const LENGTH_BYTES = 2;

// Every segment and hop asks for the length of the same message, which only its encoding tells.
const sizes = new WeakMap<DnsMessage, number>();

/** The bytes of a whole message in a stream, its length included. */
export function streamedSize(message: DnsMessage): number {
  const size = sizes.get(message) ?? LENGTH_BYTES + encodeDns(message).length;
  sizes.set(message, size);
  return size;
}

/** A whole message as one piece. */
export function wholePiece(message: DnsMessage): DnsPiece {
  return { message, offset: 0, bytes: streamedSize(message) };
}

/** Whether the message ends with the piece. */
export function isLastPiece({ message, offset, bytes }: DnsPiece): boolean {
  return offset + bytes === streamedSize(message);
}

/** Pieces in order, cut so that each group has at most so many bytes. */
export function cutPieces(
  pieces: readonly DnsPiece[],
  most: number,
): readonly (readonly DnsPiece[])[] {
  const groups: DnsPiece[][] = [];
  let room = 0;
  for (const piece of pieces) {
    for (let taken = 0; taken < piece.bytes;) {
      if (room === 0) {
        groups.push([]);
        room = most;
      }
      const bytes = Math.min(room, piece.bytes - taken);
      groups.at(-1)?.push({ message: piece.message, offset: piece.offset + taken, bytes });
      taken += bytes;
      room -= bytes;
    }
  }
  return groups;
}

/** The bytes of pieces, as they follow each other in the stream. */
export function piecesBytes(pieces: readonly DnsPiece[]): readonly number[] {
  return pieces.flatMap(({ message, offset, bytes }) => {
    const encoded = encodeDns(message);
    const whole = [encoded.length >> 8, encoded.length & 0xff, ...encoded];
    return whole.slice(offset, offset + bytes);
  });
}
