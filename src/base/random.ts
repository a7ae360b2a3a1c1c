/** A seeded source of chance: the same seed gives the same numbers, on every machine. */
export interface Random {
  /** The next number in [0, 1), with 32 bits of chance. */
  next(): number;
  /** The next whole number in [0, bound). */
  integer(bound: number): number;
  /** An independent source named after its purpose, so that one more draw here moves none elsewhere. */
  fork(purpose: string): Random;
}

/** The source of chance for a seed; `purpose` separates the streams of one seed. */
export function createRandom(seed: number, purpose = ""): Random {
  let state = hash(`${seed}/${purpose}`);
  const next = (): number => {
    // mulberry32: small, fast, and even enough for load balancing; not for secrets.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  return {
    next,
    integer: (bound) => Math.floor(next() * bound),
    fork: (name) => createRandom(seed, `${purpose}/${name}`),
  };
}

/** A 32-bit number that depends on every character of the text (FNV-1a). */
export function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  }
  return state >>> 0;
}
