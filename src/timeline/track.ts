import { boundariesOf } from "../trace/boundary.js";
import { chaptersOf, type ChapterRange } from "../trace/chapters.js";
import type { Cue } from "../trace/cue.js";
import { durationOf, schedule } from "../trace/schedule.js";
import { DETAILS, type Detail, type Step } from "../trace/step.js";
import { stepsAt } from "../trace/steps.js";
import type { Trace } from "../trace/trace.js";

/** A trace laid out on the reader's clock at one level. */
export interface Track {
  readonly detail: Detail;
  readonly steps: readonly Step[];
  readonly cues: readonly Cue[];
  readonly chapters: readonly ChapterRange[];
  readonly durationSeconds: number;
}

/** A trace at all three levels. */
export type Tracks = Readonly<Record<Detail, Track>>;

/** Lays a trace out at every level. */
export function createTracks(trace: Trace): Tracks {
  const boundaries = boundariesOf(trace);
  const tracks = DETAILS.map((detail): [Detail, Track] => {
    const steps = stepsAt(trace, boundaries, detail);
    const cues = schedule(trace, steps);
    const durationSeconds = durationOf(cues);
    return [detail, { detail, steps, cues, chapters: chaptersOf(steps), durationSeconds }];
  });
  return Object.fromEntries(tracks) as Tracks;
}
