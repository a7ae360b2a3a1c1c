/** How closely a reader looks: each level's steps are spans of the next one's. */
export type Detail = "story" | "hooks" | "rules";

/** The levels from the widest to the finest. */
export const DETAILS: readonly Detail[] = ["story", "hooks", "rules"];

/**
 * What the reader's arrow keys move by. A step is the span of events `from` (inclusive) to `to` (exclusive); its last
 * event is the one the step is about: after it the picture is shown, and the caption says what it did.
 */
export interface Step {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly chapter: number | null;
}
