import type { Detail } from "../trace/step.js";

/** What the reader sees at one instant of presentation time. */
export interface Moment {
  readonly detail: Detail;
  /** The index of the step shown, at this detail. */
  readonly step: number;
  /** How far its motions have run, 0 to 1; 1 when it was stepped or sought to. */
  readonly progress: number;
  readonly playing: boolean;
  /** Seconds from the start of the presentation, at speed 1. */
  readonly seconds: number;
  readonly speed: number;
}
