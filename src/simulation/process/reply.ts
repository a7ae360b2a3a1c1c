/** The answer to a need: at once, or through `Resume` when the world has it. */
export type Reply = { readonly kind: "now"; readonly answer: unknown } | { readonly kind: "later" };

/** Goes on with a process that waits. */
export type Resume = (answer: unknown) => void;

/** Waiting has begun. */
export const LATER: Reply = { kind: "later" };

/** An answer at once. */
export function now(answer: unknown): Reply {
  return { kind: "now", answer };
}
