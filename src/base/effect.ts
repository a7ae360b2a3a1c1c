/**
 * A process as a generator: it yields what it needs and goes on with the answer.
 * `Need` is the union of effects that may be yielded; each carries the type of its answer in `answer`, which is never set.
 */
export type Effects<Need, Result> = Generator<Need, Result, unknown>;

/** The part of an effect that names the type of its answer. */
export interface Answered<Answer> {
  readonly answer?: Answer;
}

/** Yields one effect and returns its answer, typed: `const reply = yield* perform({ kind: "query", … })`. */
export function* perform<Need extends Answered<unknown>>(
  need: Need,
): Generator<Need, NonNullable<Need["answer"]>, unknown> {
  return (yield need) as NonNullable<Need["answer"]>;
}
