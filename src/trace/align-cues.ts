import type { Cue } from "./cue.js";
import type { TraceEvent } from "./event/event.js";
import { durationOf } from "./schedule.js";
import type { Step } from "./step.js";
import type { Trace } from "./trace.js";

/** A trace with the steps and cues of one level. */
export interface Scheduled {
  readonly trace: Trace;
  readonly steps: readonly Step[];
  readonly cues: readonly Cue[];
}

/**
 * Cues of several plays of one scenario on one clock: between the starts of two requests each play takes as long as the
 * longest of them, so that every request begins at the same second in all. Plays with unlike requests keep their cues.
 */
export function alignCues(plays: readonly Scheduled[]): readonly (readonly Cue[])[] {
  const starts = plays.map(requestStarts);
  const [first] = starts;
  if (first === undefined || starts.some(({ length }) => length !== first.length))
    return plays.map(({ cues }) => cues);
  const parts = Array.from({ length: first.length + 1 }, (_, part) =>
    Math.max(...plays.map((play, index) => lengthOf(play, starts[index] ?? [], part))),
  );
  return plays.map((play, index) => stretched(play, starts[index] ?? [], parts));
}

// The second at which each request begins to be told: with the step that holds its first event.
function requestStarts({ trace, steps, cues }: Scheduled): readonly number[] {
  return trace.events.flatMap((event, at) => {
    if (!isStart(event)) return [];
    const step = steps.findIndex(({ to }) => at < to);
    return cues[step]?.startSeconds ?? [];
  });
}

function isStart({ kind }: TraceEvent): boolean {
  return kind === "request-started";
}

function lengthOf({ cues }: Scheduled, starts: readonly number[], part: number): number {
  const from = part === 0 ? 0 : (starts[part - 1] ?? 0);
  return (starts[part] ?? durationOf(cues)) - from;
}

function stretched(
  play: Scheduled,
  starts: readonly number[],
  parts: readonly number[],
): readonly Cue[] {
  const at = (seconds: number): number => {
    const part = starts.filter((start) => start <= seconds).length;
    const from = part === 0 ? 0 : (starts[part - 1] ?? 0);
    const own = lengthOf(play, starts, part);
    const before = parts.slice(0, part).reduce((sum, length) => sum + length, 0);
    return before + (own === 0 ? 0 : ((seconds - from) / own) * (parts[part] ?? 0));
  };
  const total = parts.reduce((sum, length) => sum + length, 0);
  const begins = play.cues.map(({ startSeconds }) => inMilliseconds(at(startSeconds)));
  return play.cues.map((cue, index) => {
    const startSeconds = begins[index] ?? 0;
    const end = begins[index + 1] ?? inMilliseconds(total);
    return { step: cue.step, startSeconds, durationSeconds: inMilliseconds(end - startSeconds) };
  });
}

function inMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
