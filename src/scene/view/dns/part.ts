import type { Mark } from "../../mark/mark.js";

/** A part of the picture whose height follows from what it says. */
export interface Part {
  readonly marks: readonly Mark[];
  readonly bottom: number;
}

/** Where a part begins, and how wide it may be. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}
