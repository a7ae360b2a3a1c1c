import type { ReactiveController, ReactiveControllerHost } from "lit";
import { Observable } from "rxjs";
import type { Subscription } from "rxjs";
import type { ClockOptions, Timeline } from "../timeline/timeline.js";
import type { Moment } from "../timeline/moment.js";
import type { History } from "../trace/history.js";
import type { Detail, Step } from "../trace/step.js";
import type { Trace } from "../trace/trace.js";
import type { Start } from "./start-at.js";

/** The page's frames by their timestamps, in milliseconds. */
const FRAMES = new Observable<number>((frames) => {
  let request = 0;
  const next = (timestamp: number): void => {
    request = requestAnimationFrame(next);
    frames.next(timestamp);
  };
  request = requestAnimationFrame(next);
  return () => {
    cancelAnimationFrame(request);
  };
});

/** What is played, by its timeline. */
export interface Playable {
  readonly timeline: Timeline;
}

/** A trace as it is looked at, step by step. */
export interface SteppedTrace {
  readonly trace: Trace;
  readonly history: History;
  readonly timeline: Pick<Timeline, "steps">;
}

/** A trace in the player, and where the reader is in it. */
export interface Playback extends SteppedTrace {
  readonly timeline: Timeline;
}

/** Where and how a trace begins to be shown. */
export interface Opening {
  readonly detail: Detail;
  readonly speed: number;
  readonly start: Start;
}

/** What the player wants to know while it plays. */
export interface PlaybackListener {
  /** Another step, level, speed, or a start or stop: all but the motion within a step. */
  readonly onChange: (moment: Moment, before: Moment | null) => void;
  /** Every frame, while something moves. */
  readonly onFrame: (moment: Moment) => void;
}

/** Plays by the page's frames; ends with the host. */
export class PlaybackController<Played extends Playable> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #listener: PlaybackListener;
  readonly #reducedMotion: () => boolean;
  #playback: Played | null = null;
  #subscription: Subscription | null = null;
  #moment: Moment | null = null;

  constructor(
    host: ReactiveControllerHost,
    reducedMotion: () => boolean,
    listener: PlaybackListener,
  ) {
    this.#host = host;
    this.#reducedMotion = reducedMotion;
    this.#listener = listener;
    host.addController(this);
  }

  get playback(): Played | null {
    return this.#playback;
  }

  get moment(): Moment | null {
    return this.#moment;
  }

  /** The steps of the level that is shown. */
  get steps(): readonly Step[] {
    return this.#moment === null ? [] : (this.#playback?.timeline.steps(this.#moment.detail) ?? []);
  }

  hostConnected(): void {
    this.#listen();
  }

  hostDisconnected(): void {
    this.#playback?.timeline.pause();
    this.#subscription?.unsubscribe();
    this.#subscription = null;
  }

  /** The clock for a timeline that begins at a level. */
  clock(detail: Detail): ClockOptions {
    return { detail, frames: FRAMES, reducedMotion: this.#reducedMotion };
  }

  /** Takes what is to be played, or nothing, in the place of what was, and starts it as wanted. */
  load(played: Played | null, opening: Opening): void {
    this.#subscription?.unsubscribe();
    this.#playback?.timeline.destroy();
    this.#moment = null;
    this.#playback = played;
    if (played !== null) open(played.timeline, opening);
    this.#listen();
    this.#host.requestUpdate();
  }

  #listen(): void {
    this.#subscription?.unsubscribe();
    this.#subscription =
      this.#playback?.timeline.moments.subscribe((moment) => {
        this.#show(moment);
      }) ?? null;
  }

  #show(moment: Moment): void {
    const before = this.#moment;
    this.#moment = moment;
    if (before === null || isAnother(before, moment)) {
      this.#host.requestUpdate();
      this.#listener.onChange(moment, before);
    }
    this.#listener.onFrame(moment);
  }
}

function open(timeline: Timeline, { speed, start }: Opening): void {
  timeline.setSpeed(speed);
  if (start.kind === "step") timeline.seekStep(start.step);
  else timeline.seekSeconds(start.seconds);
}

function isAnother(before: Moment, moment: Moment): boolean {
  return (
    before.step !== moment.step ||
    before.detail !== moment.detail ||
    before.playing !== moment.playing ||
    before.speed !== moment.speed
  );
}
