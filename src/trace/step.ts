/** How closely a reader looks: each level's steps are spans of the next one's. */
export type Detail = "story" | "hooks" | "rules";

/** The levels from the widest to the finest. */
export const DETAILS: readonly Detail[] = ["story", "hooks", "rules"];

/**
 * What the reader's arrow keys move by. A step is the span of events `from` (inclusive) to `to` (exclusive); the
 * event `about` is the one the step is about: the caption says what it did. It is the last one, save for a command, whose
 * step also takes what it has changed, and for the last step of a trace, which also takes the events that nothing is said
 * about any more. The picture is that after event `to - 1`.
 */
export interface Step {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  /** The index of the event that the step is about. */
  readonly about: number;
  /** The widest level that has a step about this event: how much is to be said of it. */
  readonly level: Detail;
  readonly chapter: number | null;
}
