/**
 * A mark's way during a step: it follows the points at constant speed between two moments, both as shares (0 to 1) of
 * the step's time. A renderer moves only what a motion names; everything else stands still.
 */
export interface Motion {
  /** The keys of the marks that move together; their own coordinates are where they stand at the motion's end. */
  readonly keys: readonly string[];
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly start: number;
  readonly end: number;
}
