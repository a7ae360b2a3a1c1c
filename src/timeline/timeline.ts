import {
  BehaviorSubject,
  EMPTY,
  distinctUntilChanged,
  map,
  pairwise,
  switchMap,
  type Observable,
} from "rxjs";
import type { Cue } from "../trace/cue.js";
import type { Detail, Step } from "../trace/step.js";
import type { Trace } from "../trace/trace.js";
import type { Moment } from "./moment.js";
import {
  SPEEDS,
  advanced,
  atChapter,
  atDetail,
  atEnd,
  atSeconds,
  atStep,
  isAtEnd,
  momentAt,
  type Position,
} from "./position.js";
import { createTracks, type Track, type Tracks } from "./track.js";

/** What a timeline plays, and the clock it plays by. */
export interface TimelineOptions extends ClockOptions {
  readonly trace: Trace;
}

/** The clock that a timeline plays by, and how it begins. */
export interface ClockOptions {
  /** Timestamps in milliseconds, one per frame; listened to only while it plays. */
  readonly frames: Observable<number>;
  readonly detail?: Detail;
  /** Asked whenever a moment is made: whether steps are shown without motion. */
  readonly reducedMotion?: () => boolean;
}

/** A trace that plays like a video, in steps. */
export interface Timeline {
  /** What the reader sees: the latest at once, then every change. */
  readonly moments: Observable<Moment>;
  /** The length of the presentation at the current level and speed 1. */
  readonly durationSeconds: number;
  steps(detail: Detail): readonly Step[];
  cues(detail: Detail): readonly Cue[];
  /** Plays on; from the end, plays again from the start. */
  play(): void;
  pause(): void;
  toggle(): void;
  /** Goes to a step of the current level: finished when paused, from its start when playing. */
  seekStep(step: number): void;
  seekSeconds(seconds: number): void;
  /** Goes some steps of the current level forward or back. */
  stepBy(steps: number): void;
  /** Pauses, changes to the finest level, and goes some of its steps forward or back. */
  stepFinest(steps: number): void;
  /** Goes some chapters forward or back; back first to the start of this one. */
  chapterBy(chapters: number): void;
  /** Changes the level and keeps the place. */
  setDetail(detail: Detail): void;
  setSpeed(speed: number): void;
  home(): void;
  end(): void;
  /** Completes the moments; commands do nothing any more. */
  destroy(): void;
}

/** A longer gap between two frames, in milliseconds, is a page that was hidden: it must not jump ahead. */
const LONGEST_FRAME = 500;

/** A timeline at the start of a trace, paused. */
export function createTimeline({ trace, ...options }: TimelineOptions): Timeline {
  return playTracks(createTracks(trace), options);
}

/** A timeline at the start of tracks whose steps and cues were laid out elsewhere, paused. */
export function playTracks(tracks: Tracks, options: ClockOptions): Timeline {
  const isStill = options.reducedMotion ?? ((): boolean => false);
  const positions = new BehaviorSubject<Position>({
    detail: options.detail ?? "story",
    step: 0,
    progress: 0,
    playing: false,
    speed: 1,
  });

  const track = (): Track => tracks[positions.value.detail];
  const change = (next: (track: Track, position: Position) => Position): void => {
    positions.next(next(track(), positions.value));
  };
  const setPlaying = (playing: boolean): void => {
    change((current, position) => {
      if (!playing) return { ...position, playing };
      if (current.steps.length === 0) return position;
      const start = isAtEnd(current, position) ? { step: 0, progress: 0 } : {};
      return { ...position, ...start, playing };
    });
  };

  const playing = positions.pipe(
    map((position) => position.playing),
    distinctUntilChanged(),
    switchMap((isPlaying) => (isPlaying ? options.frames.pipe(pairwise()) : EMPTY)),
  );
  const ticking = playing.subscribe(([before, now]) => {
    const seconds = Math.min(now - before, LONGEST_FRAME) / 1000;
    change((current, position) => advanced(current, position, seconds));
  });

  return {
    moments: positions.pipe(
      map((position) => momentAt(tracks[position.detail], position, isStill())),
      distinctUntilChanged(isSameMoment),
    ),
    get durationSeconds() {
      return track().durationSeconds;
    },
    steps: (detail) => tracks[detail].steps,
    cues: (detail) => tracks[detail].cues,
    play: () => {
      setPlaying(true);
    },
    pause: () => {
      setPlaying(false);
    },
    toggle: () => {
      setPlaying(!positions.value.playing);
    },
    seekStep: (step) => {
      change((current, position) => atStep(current, position, step));
    },
    seekSeconds: (seconds) => {
      change((current, position) => atSeconds(current, position, seconds));
    },
    stepBy: (steps) => {
      change((current, position) => atStep(current, position, position.step + steps));
    },
    stepFinest: (steps) => {
      change((_, position) => {
        const finest = atDetail(tracks, { ...position, playing: false }, "rules");
        return atStep(tracks.rules, finest, finest.step + steps);
      });
    },
    chapterBy: (chapters) => {
      change((current, position) => atChapter(current, position, chapters));
    },
    setDetail: (detail) => {
      change((_, position) => atDetail(tracks, position, detail));
    },
    setSpeed: (speed) => {
      if (!Number.isFinite(speed)) return;
      const allowed = Math.min(Math.max(speed, SPEEDS.min), SPEEDS.max);
      change((_, position) => ({ ...position, speed: allowed }));
    },
    home: () => {
      change((current, position) => atSeconds(current, position, 0));
    },
    end: () => {
      change(atEnd);
    },
    destroy: () => {
      ticking.unsubscribe();
      positions.complete();
    },
  };
}

function isSameMoment(a: Moment, b: Moment): boolean {
  return (
    a.detail === b.detail &&
    a.step === b.step &&
    a.progress === b.progress &&
    a.playing === b.playing &&
    a.seconds === b.seconds &&
    a.speed === b.speed
  );
}
