import { longestCommon } from "../base/longest-common.js";
import type { Cue } from "./cue.js";
import { durationOf } from "./schedule.js";
import type { Step } from "./step.js";
import { stepKeys } from "./step-key.js";
import type { Trace } from "./trace.js";

/** A trace with the steps and cues of one level. */
export interface Scheduled {
  readonly trace: Trace;
  readonly steps: readonly Step[];
  readonly cues: readonly Cue[];
}

/** A fact that all plays have: for each play, the index of the step about it. */
type Anchor = readonly number[];

/**
 * Cues of several plays of one scenario on one clock. Every request, and within it every fact that all plays have in one
 * order, begins at the same second in all; in between, each play takes as long as the longest of them. Plays with unlike
 * requests keep their cues.
 */
export function alignCues(plays: readonly Scheduled[]): readonly (readonly Cue[])[] {
  const anchors = anchorsOf(plays);
  const lengths = [...anchors.keys(), anchors.length].map((part) =>
    Math.max(...plays.map((play, index) => lengthOf(play, index, anchors, part))),
  );
  return plays.map((play, index) =>
    anchors.length === 0 ? play.cues : stretched(play, index, anchors, lengths),
  );
}

function anchorsOf(plays: readonly Scheduled[]): readonly Anchor[] {
  const starts = plays.map(requestStarts);
  const [first = []] = starts;
  if (plays.length < 2 || starts.some(({ length }) => length !== first.length)) return [];
  const keys = plays.map(({ trace, steps }) => stepKeys(trace, steps));
  return [-1, ...first.keys()].flatMap((request) => {
    const start = starts.map((own) => own[request] ?? -1);
    const end = starts.map((own, play) => own[request + 1] ?? keys[play]?.length ?? 0);
    const within = keys.map((own, play) => own.slice((start[play] ?? -1) + 1, end[play]));
    const common = commonPlaces(within).map((places) =>
      places.map((place, play) => (start[play] ?? -1) + 1 + place),
    );
    return request === -1 ? common : [start, ...common];
  });
}

/** The step that begins each request: the one that holds its first event. */
function requestStarts({ trace, steps }: Scheduled): readonly number[] {
  return trace.events.flatMap(({ kind }, at) => {
    if (kind !== "request-started") return [];
    const step = steps.findIndex(({ to }) => at < to);
    return step === -1 ? [] : [step];
  });
}

// What the first has in common with the second, of that what the third has, too, and so on.
function commonPlaces([first = [], ...others]: readonly (readonly string[])[]): readonly Anchor[] {
  let common: readonly Anchor[] = first.map((_, place) => [place]);
  for (const other of others) {
    const kept = longestCommon(
      common.map(([place = 0]) => first[place] ?? ""),
      other,
    );
    const places = [...kept.second].sort((a, b) => a - b);
    common = [...kept.first]
      .sort((a, b) => a - b)
      .map((index, at) => [...(common[index] ?? []), places[at] ?? 0]);
  }
  return common;
}

// The seconds between two anchors of a play, or to its beginning or end.
function lengthOf(
  { cues }: Scheduled,
  play: number,
  anchors: readonly Anchor[],
  part: number,
): number {
  const at = (anchor: number, otherwise: number): number => {
    const step = anchors[anchor]?.[play];
    return step === undefined ? otherwise : (cues[step]?.startSeconds ?? otherwise);
  };
  return at(part, durationOf(cues)) - at(part - 1, 0);
}

function stretched(
  play: Scheduled,
  index: number,
  anchors: readonly Anchor[],
  lengths: readonly number[],
): readonly Cue[] {
  let part = 0;
  let before = 0;
  let from = 0;
  const begins = play.cues.map(({ startSeconds }, step) => {
    while (step >= (anchors[part]?.[index] ?? Infinity)) {
      before += lengths[part] ?? 0;
      from = startSeconds;
      part++;
    }
    const own = lengthOf(play, index, anchors, part);
    const share = own === 0 ? 0 : (startSeconds - from) / own;
    return inMilliseconds(before + share * (lengths[part] ?? 0));
  });
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return play.cues.map((cue, step) => {
    const startSeconds = begins[step] ?? 0;
    const end = begins[step + 1] ?? inMilliseconds(total);
    return { step: cue.step, startSeconds, durationSeconds: inMilliseconds(end - startSeconds) };
  });
}

function inMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
