import { alignCues } from "../trace/align-cues.js";
import { chaptersOf } from "../trace/chapters.js";
import { cueAt, durationOf } from "../trace/schedule.js";
import { DETAILS, type Detail, type Step } from "../trace/step.js";
import type { Trace } from "../trace/trace.js";
import type { Moment } from "./moment.js";
import { createTracks, type Track, type Tracks } from "./track.js";

/** Several plays of one scenario on one clock. */
export interface SharedClock {
  /** What the reader steps through: each step takes every play at most one of its own steps further. */
  readonly tracks: Readonly<Record<Detail, SharedTrack>>;
  /** Each play's own steps, with their cues on the shared clock. */
  readonly plays: readonly Tracks[];
}

/** The shared steps of one level. What a step says of events and chapters is about those of the first play. */
export interface SharedTrack extends Track {
  /** For each shared step, the step that each play has come to at its end; -1 for a play without steps. */
  readonly places: readonly (readonly number[])[];
}

/** Where one of the plays is at a moment: its own step, and how far that has run, 0 to 1. */
export interface Place {
  readonly step: number;
  readonly progress: number;
}

/** A shared step as it is found: when it begins, and the step that each play begins in it. */
interface Beat {
  readonly startSeconds: number;
  readonly begun: ReadonlyMap<number, number>;
}

/** Lays plays of one scenario out so that every request begins at the same second in all (`alignCues`). */
export function shareClock(traces: readonly Trace[]): SharedClock {
  const own = traces.map((trace) => ({ trace, tracks: createTracks(trace) }));
  const levels = DETAILS.map((detail) => {
    const scheduled = own.map(({ trace, tracks }) => ({ trace, ...tracks[detail] }));
    const aligned = alignCues(scheduled);
    const plays = own.map(({ tracks }, play): Track => {
      const cues = aligned[play] ?? [];
      return { ...tracks[detail], cues, durationSeconds: durationOf(cues) };
    });
    return { detail, shared: sharedTrack(detail, plays), plays };
  });
  const byDetail = <Value>(value: (level: (typeof levels)[number]) => Value) =>
    Object.fromEntries(levels.map((level) => [level.detail, value(level)])) as Record<
      Detail,
      Value
    >;
  return {
    tracks: byDetail(({ shared }) => shared),
    plays: traces.map((_, play) => byDetail(({ plays }) => plays[play] as Track)),
  };
}

/** Where one play is when the shared timeline is at a moment; null for a play without steps. */
export function placeOf(
  { tracks, plays }: SharedClock,
  play: number,
  moment: Moment,
): Place | null {
  const { detail, step, progress, seconds } = moment;
  const place = tracks[detail].places[step]?.[play] ?? -1;
  // Who steps sees what every play has come to, finished, however long each of them takes for it.
  if (place === -1 || progress >= 1) return place === -1 ? null : { step: place, progress: 1 };
  const cues = plays[play]?.[detail].cues ?? [];
  const at = cueAt(cues, seconds);
  const cue = cues[at];
  if (cue === undefined) return null;
  return { step: at, progress: Math.min(1, (seconds - cue.startSeconds) / cue.durationSeconds) };
}

/** The shared step in which a play comes to one of its own. */
export function sharedStepOf({ places }: SharedTrack, play: number, step: number): number {
  return places.findIndex((place) => (place[play] ?? -1) >= step);
}

function sharedTrack(detail: Detail, plays: readonly Track[]): SharedTrack {
  const beats = mergedBeats(instantsOf(plays));
  const durationSeconds = Math.max(0, ...plays.map((track) => track.durationSeconds));
  const places = placesOf(beats, plays.length);
  const steps = stepsOf(places, plays[0]?.steps ?? []);
  const cues = beats.map(({ startSeconds }, step) => {
    const end = beats[step + 1]?.startSeconds ?? durationSeconds;
    return { step, startSeconds, durationSeconds: Math.round((end - startSeconds) * 1000) / 1000 };
  });
  return { detail, steps, cues, chapters: chaptersOf(steps), durationSeconds, places };
}

// What begins at one second begins together.
function instantsOf(plays: readonly Track[]): readonly Beat[] {
  const instants = new Map<number, ReadonlyMap<number, number>>();
  plays.forEach(({ cues }, play) => {
    for (const { startSeconds, step } of cues) {
      const begun = instants.get(startSeconds) ?? [];
      instants.set(startSeconds, new Map([...begun, [play, step]]));
    }
  });
  return [...instants]
    .map(([startSeconds, begun]) => ({ startSeconds, begun }))
    .sort((a, b) => a.startSeconds - b.startSeconds);
}

// Plays go side by side as long as none would take two steps at once.
function mergedBeats(instants: readonly Beat[]): readonly Beat[] {
  const beats: Beat[] = [];
  for (const instant of instants) {
    const last = beats.at(-1);
    const isFree =
      last !== undefined && [...instant.begun.keys()].every((play) => !last.begun.has(play));
    if (isFree)
      beats[beats.length - 1] = { ...last, begun: new Map([...last.begun, ...instant.begun]) };
    else beats.push(instant);
  }
  return beats;
}

function placesOf(beats: readonly Beat[], count: number): readonly (readonly number[])[] {
  let place: readonly number[] = Array.from({ length: count }, () => -1);
  return beats.map(({ begun }) => {
    place = place.map((before, play) => begun.get(play) ?? before);
    return place;
  });
}

function stepsOf(places: readonly (readonly number[])[], lead: readonly Step[]): readonly Step[] {
  let from = 0;
  return places.flatMap(([place = -1], index) => {
    const own = lead[place];
    if (own === undefined) return [];
    const step = { ...own, index, from };
    from = own.to;
    return [step];
  });
}
