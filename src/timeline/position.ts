import type { Detail } from "../trace/step.js";
import { cueAt } from "../trace/schedule.js";
import type { Moment } from "./moment.js";
import type { Track, Tracks } from "./track.js";

/** Where the reader is, and whether it goes on: all that a timeline remembers. */
export interface Position {
  readonly detail: Detail;
  readonly step: number;
  /** How far the step has run, 0 to 1. */
  readonly progress: number;
  readonly playing: boolean;
  readonly speed: number;
}

/** The slowest and the fastest that a timeline plays. */
export const SPEEDS = { min: 0.1, max: 16 } as const;

/** The position some seconds of the reader's clock later; the end of the last step pauses. */
export function advanced(track: Track, position: Position, seconds: number): Position {
  const to = secondsOf(track, position) + Math.max(0, seconds) * position.speed;
  return atSeconds(track, position, to);
}

/** The position at a second of the presentation. */
export function atSeconds(track: Track, position: Position, seconds: number): Position {
  if (Number.isNaN(seconds)) return position;
  if (seconds >= track.durationSeconds) return atEnd(track, position);
  const from = Math.max(0, seconds);
  const step = cueAt(track.cues, from);
  const cue = track.cues[step];
  if (cue === undefined) return position;
  const progress = Math.min(1, (from - cue.startSeconds) / cue.durationSeconds);
  return { ...position, step, progress };
}

/** The position at a step: finished when the reader steps, at its start when it plays on from there. */
export function atStep(track: Track, position: Position, step: number): Position {
  if (!Number.isFinite(step)) return position;
  const last = track.steps.length - 1;
  if (step > last && position.playing) return atEnd(track, position);
  const place = Math.min(Math.max(Math.trunc(step), 0), Math.max(last, 0));
  return { ...position, step: place, progress: position.playing ? 0 : 1 };
}

/** The very end: the last step finished, and paused. */
export function atEnd(track: Track, position: Position): Position {
  return { ...position, step: Math.max(0, track.steps.length - 1), progress: 1, playing: false };
}

/** Whether there is nothing left to play. */
export function isAtEnd(track: Track, { step, progress }: Position): boolean {
  return step >= track.steps.length - 1 && progress >= 1;
}

/** The position some chapters on; backwards first to the start of the own chapter. */
export function atChapter(track: Track, position: Position, chapters: number): Position {
  const own = track.chapters.findIndex(({ to }) => position.step < to);
  const start = track.chapters[own]?.from ?? 0;
  const isInside = chapters < 0 && position.step > start;
  const wanted = own + Math.trunc(chapters) + (isInside ? 1 : 0);
  if (wanted >= track.chapters.length) return atEnd(track, position);
  return atStep(track, position, track.chapters[Math.max(0, wanted)]?.from ?? 0);
}

/** The same place at another level: as many events have happened as before. */
export function atDetail(tracks: Tracks, position: Position, detail: Detail): Position {
  const old = tracks[position.detail].steps[position.step];
  const { steps } = tracks[detail];
  if (old === undefined || detail === position.detail) return { ...position, detail };
  const done = old.from + Math.round(position.progress * (old.to - old.from));
  // At a step's very start its own first event counts as the place, not the one before.
  const isAtStart = position.progress === 0;
  const place = steps.findIndex(({ to }) => (isAtStart ? done < to : done <= to));
  const step = place === -1 ? steps.length - 1 : place;
  const { from = 0, to = 1 } = steps[step] ?? {};
  return { ...position, detail, step, progress: (done - from) / (to - from) };
}

/** The position's second on the reader's clock. */
export function secondsOf(track: Track, { step, progress }: Position): number {
  const cue = track.cues[step];
  return cue === undefined ? 0 : cue.startSeconds + progress * cue.durationSeconds;
}

/** What the reader sees there; without motion, each step is shown finished from its start on. */
export function momentAt(track: Track, position: Position, isStill: boolean): Moment {
  const { detail, step, playing, speed } = position;
  const start = track.cues[step]?.startSeconds ?? 0;
  const isRunning = isStill && position.progress < 1;
  return {
    detail,
    step,
    progress: isStill ? 1 : position.progress,
    playing,
    seconds: isRunning ? start : secondsOf(track, position),
    speed,
  };
}
