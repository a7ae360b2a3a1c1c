import { sha256Words } from "./sha256.js";

// Codes, not characters: a text that grows by one character at a time makes a new one for each.
const BASE32: readonly number[] = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", (character) =>
  character.charCodeAt(0),
);

/** The first characters of the RFC 4648 base32 of a text's SHA-256 sum, which kube-proxy's chains are named by. */
export function hashName(text: string, characters: number): string {
  const sum = sha256Words(text);
  const codes: number[] = [];
  for (let bit = 0; bit < 5 * characters; bit += 5) {
    const word = bit >> 5;
    const offset = bit & 31;
    const high = (sum[word] ?? 0) << offset;
    // Five bits may reach into the next word.
    const low = offset > 27 ? (sum[word + 1] ?? 0) >>> (32 - offset) : 0;
    codes.push(BASE32[(high | low) >>> 27] ?? 0);
  }
  return String.fromCharCode(...codes);
}
