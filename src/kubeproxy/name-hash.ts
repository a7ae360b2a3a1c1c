import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The first characters of the RFC 4648 base32 of a text's SHA-256 sum, which kube-proxy's chains are named by. */
export function hashName(text: string, characters: number): string {
  const sum = sha256(utf8ToBytes(text));
  let name = "";
  for (let bit = 0; bit < 5 * characters; bit += 5) {
    const byte = bit >> 3;
    const pair = ((sum[byte] ?? 0) << 8) | (sum[byte + 1] ?? 0);
    name += BASE32[(pair >> (11 - (bit & 7))) & 31] ?? "";
  }
  return name;
}
