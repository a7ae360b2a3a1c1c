import { initialState } from "./initial-state.js";
import { reduce } from "./reduce.js";
import type { TraceState } from "./state.js";
import type { Trace } from "./trace.js";

/** Any moment of a trace, for any order of asking. */
export interface History {
  /** What is true after the first `index` events; beyond the ends, the first and the last moment. */
  stateAt(index: number): TraceState;
}

/** Events between two keyframes: what a seek replays at most. */
const KEYFRAME_DISTANCE = 64;

/** The history of a trace; it keeps a moment every 64 events, each made when something behind it is first asked for. */
export function createHistory({ header, events }: Trace): History {
  const keyframes: TraceState[] = [initialState(header)];

  function keyframeBefore(index: number): TraceState {
    const wanted = Math.floor(index / KEYFRAME_DISTANCE);
    for (let made = keyframes.length; made <= wanted; made++) {
      const last = keyframes[made - 1];
      if (last !== undefined) keyframes.push(replayed(last, made * KEYFRAME_DISTANCE));
    }
    return keyframes[wanted] ?? initialState(header);
  }

  function replayed(from: TraceState, to: number): TraceState {
    return events.slice(from.index, to).reduce(reduce, from);
  }

  return {
    stateAt: (index) => {
      const whole = Number.isFinite(index) ? Math.trunc(index) : 0;
      const place = Math.min(Math.max(whole, 0), events.length);
      return replayed(keyframeBefore(place), place);
    },
  };
}
