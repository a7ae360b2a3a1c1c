/** When a step is shown, on the reader's clock at speed 1: seconds from the start, and for how long. */
export interface Cue {
  readonly step: number;
  readonly startSeconds: number;
  readonly durationSeconds: number;
}
