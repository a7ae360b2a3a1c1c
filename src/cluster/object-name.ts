import { createRandom, hash } from "../base/random.js";

// kubernetes staging/src/k8s.io/apimachinery/pkg/util/rand: no vowels and no digits that look like letters.
const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

/** Five characters as the API server appends them to a generated name; the same for the same purpose, whatever the seed. */
export function nameSuffix(purpose: string): string {
  const random = createRandom(0, purpose);
  return Array.from({ length: 5 }, () => ALPHABET[random.integer(ALPHABET.length)]).join("");
}

/** The `pod-template-hash` of a pod template: a 32-bit number whose digits are written in the safe alphabet (SafeEncodeString). */
export function templateHash(template: string): string {
  const digits = String(hash(template));
  return Array.from(digits, (digit) => ALPHABET[digit.charCodeAt(0) % ALPHABET.length]).join("");
}
