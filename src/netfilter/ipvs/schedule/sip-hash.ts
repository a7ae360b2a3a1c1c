const MASK = 0xffff_ffff_ffff_ffffn;

/** The keyed hash of a 32-bit number on a 64-bit kernel, SipHash-1-3 cut to 32 bits (linux lib/siphash.c: hsiphash_1u32). */
export function hsiphash(value: number, key: readonly [bigint, bigint]): number {
  const state: State = [
    0x736f6d6570736575n ^ key[0],
    0x646f72616e646f6dn ^ key[1],
    0x6c7967656e657261n ^ key[0],
    0x7465646279746573n ^ key[1],
  ];
  // The length, 4 bytes, stands in the highest byte.
  const block = (4n << 56n) | BigInt(value >>> 0);
  state[3] ^= block;
  mix(state);
  state[0] ^= block;
  state[2] ^= 0xffn;
  for (let round = 0; round < 3; round++) mix(state);
  return Number((state[0] ^ state[1] ^ state[2] ^ state[3]) & 0xffff_ffffn);
}

type State = [bigint, bigint, bigint, bigint];

// include/linux/siphash.h: SIPROUND
function mix(v: State): void {
  v[0] = (v[0] + v[1]) & MASK;
  v[1] = turned(v[1], 13n) ^ v[0];
  v[0] = turned(v[0], 32n);
  v[2] = (v[2] + v[3]) & MASK;
  v[3] = turned(v[3], 16n) ^ v[2];
  v[0] = (v[0] + v[3]) & MASK;
  v[3] = turned(v[3], 21n) ^ v[0];
  v[2] = (v[2] + v[1]) & MASK;
  v[1] = turned(v[1], 17n) ^ v[2];
  v[2] = turned(v[2], 32n);
}

function turned(value: bigint, by: bigint): bigint {
  return ((value << by) | (value >> (64n - by))) & MASK;
}
