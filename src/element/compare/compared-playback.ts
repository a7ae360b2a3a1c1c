import type { ProxyModeName } from "../../cluster/proxy-settings.js";
import { shareClock } from "../../timeline/shared-clock.js";
import type { SharedClock } from "../../timeline/shared-clock.js";
import { playTracks } from "../../timeline/timeline.js";
import type { ClockOptions } from "../../timeline/timeline.js";
import { createHistory } from "../../trace/history.js";
import { requestCosts } from "../../trace/request-cost.js";
import type { RequestCost } from "../../trace/request-cost.js";
import type { Playable, SteppedTrace } from "../playback-controller.js";
import type { ComparedPlays } from "./compared-plays.js";

/** Several plays on one clock, and where the reader is in them. */
export interface ComparedPlayback extends Playable {
  readonly clock: SharedClock;
  readonly columns: readonly ComparedColumn[];
}

/** One play among those that are compared. */
export interface ComparedColumn extends SteppedTrace {
  readonly mode: ProxyModeName;
  /** What every request of it cost. */
  readonly costs: readonly RequestCost[];
}

/** Puts plays on one clock; null where there are none. */
export function playCompared(
  { plays }: ComparedPlays,
  options: ClockOptions,
): ComparedPlayback | null {
  if (plays.length === 0) return null;
  const clock = shareClock(plays.map(({ trace }) => trace));
  return {
    clock,
    timeline: playTracks(clock.tracks, options),
    columns: plays.map(({ mode, trace }, index) => ({
      mode,
      trace,
      history: createHistory(trace),
      timeline: { steps: (detail) => clock.plays[index]?.[detail].steps ?? [] },
      costs: requestCosts(trace),
    })),
  };
}
