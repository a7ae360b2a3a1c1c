import { utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * The SHA-256 sum of a text (FIPS 180-4) as eight words of 32 bits, which are those of the next sum when there is one. A node of
 * a large cluster needs a hundred thousand of them, of texts that fill one block: what is made anew for each costs more than the sum.
 */
export function sha256Words(text: string): Int32Array {
  sum.set(INITIAL);
  if (text.length > ONE_BLOCK || !fillBlock(text)) addBlocks(utf8ToBytes(text));
  else mix(sum, block, 0);
  return sum;
}

// Filled anew for each text.
const sum = new Int32Array(8);
const block = new Int32Array(16);

/** The bytes that fit into one block, with the bit that ends them and their number. */
const ONE_BLOCK = 55;

// Names are ASCII but for what a user may have written elsewhere: false where this one is not.
function fillBlock(text: string): boolean {
  block.fill(0);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return false;
    setByte(block, at, code);
  }
  setByte(block, text.length, 0x80);
  block[15] = text.length * 8;
  return true;
}

function addBlocks(bytes: Uint8Array): void {
  const blocks = ((bytes.length + 8) >> 6) + 1;
  const padded = new Int32Array(blocks * 16);
  for (let at = 0; at < bytes.length; at++) setByte(padded, at, bytes[at] ?? 0);
  setByte(padded, bytes.length, 0x80);
  padded[blocks * 16 - 1] = bytes.length * 8;
  for (let from = 0; from < padded.length; from += 16) mix(sum, padded, from);
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
