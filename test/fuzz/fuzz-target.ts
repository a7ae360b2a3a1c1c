import type { Random } from "../../src/base/random.js";

/** Something that takes input from anybody, with what is tried on it. */
export interface FuzzTarget<Input> {
  readonly name: string;
  /** Makes an input; the same numbers make the same one. */
  readonly make: (random: Random) => Input;
  /** Tries it: what is wrong, or what became of it. Throws where the code under test does. */
  readonly check: (input: Input) => FuzzOutcome;
  /** The input as it can be pasted into a test. */
  readonly show: (input: Input) => string;
}

/** What became of an input. */
export type FuzzOutcome =
  | { readonly kind: "taken" }
  /** It is refused, with places inside it. */
  | { readonly kind: "refused" }
  | { readonly kind: "wrong"; readonly reason: string };

/** An input that did what none may do. */
export interface FuzzFinding {
  readonly index: number;
  readonly reason: string;
  readonly input: string;
}

/** What a run came to. */
export interface FuzzReport {
  readonly taken: number;
  readonly refused: number;
  readonly findings: readonly FuzzFinding[];
}
