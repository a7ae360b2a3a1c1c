/** Bytes in hexadecimal. */
export function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The bytes that hexadecimal digits stand for. */
export function bytesOfHex(text: string): readonly number[] {
  const pairs = text.match(/[0-9a-fA-F]{2}/g) ?? [];
  return pairs.map((pair) => Number.parseInt(pair, 16));
}
