import { utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * The SHA-256 sum of a text (FIPS 180-4) as eight words of 32 bits. A node of a large cluster needs a hundred thousand of
 * them, of texts that fill one block: the general function spends most of its time on making itself ready.
 */
export function sha256Words(text: string): Int32Array {
  const bytes = bytesOf(text);
  const blocks = ((bytes.length + 8) >> 6) + 1;
  const padded = new Int32Array(blocks * 16);
  for (let at = 0; at < bytes.length; at++) setByte(padded, at, bytes[at] ?? 0);
  setByte(padded, bytes.length, 0x80);
  padded[blocks * 16 - 1] = bytes.length * 8;
  const state = INITIAL.slice();
  for (let block = 0; block < blocks; block++) mix(state, padded, block * 16);
  return state;
}

// Names are ASCII but for what a user may have written elsewhere.
function bytesOf(text: string): ArrayLike<number> {
  const codes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return utf8ToBytes(text);
    codes[at] = code;
  }
  return codes;
}

function setByte(words: Int32Array, at: number, byte: number): void {
  const word = at >> 2;
  words[word] = (words[word] ?? 0) | (byte << (24 - 8 * (at & 3)));
}

// Filled anew for each block.
const schedule = new Int32Array(64);

// 6.2.2 of the standard.
function mix(state: Int32Array, words: Int32Array, from: number): void {
  for (let t = 0; t < 16; t++) schedule[t] = words[from + t] ?? 0;
  for (let t = 16; t < 64; t++) {
    const near = at(schedule, t - 2);
    const far = at(schedule, t - 15);
    const s1 = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
    const s0 = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
    schedule[t] = s1 + at(schedule, t - 7) + s0 + at(schedule, t - 16);
  }
  let a = at(state, 0);
  let b = at(state, 1);
  let c = at(state, 2);
  let d = at(state, 3);
  let e = at(state, 4);
  let f = at(state, 5);
  let g = at(state, 6);
  let h = at(state, 7);
  for (let t = 0; t < 64; t++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const one = (h + s1 + ((e & f) ^ (~e & g)) + at(ROUNDS, t) + at(schedule, t)) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] = at(state, 0) + a;
  state[1] = at(state, 1) + b;
  state[2] = at(state, 2) + c;
  state[3] = at(state, 3) + d;
  state[4] = at(state, 4) + e;
  state[5] = at(state, 5) + f;
  state[6] = at(state, 6) + g;
  state[7] = at(state, 7) + h;
}

function at(words: Int32Array, index: number): number {
  return words[index] ?? 0;
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

// 4.2.2 and 5.3.3: the first 32 bits of the fractional parts of cube and square roots of the first primes.
const PRIMES = primes(64);
const ROUNDS = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
const INITIAL = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

function fraction(root: number): number {
  return Math.floor((root % 1) * 0x1_0000_0000) | 0;
}

function primes(count: number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}
