import type { Cue } from "./cue.js";
import type { EventKind } from "./event/event.js";
import type { Detail, Step } from "./step.js";
import type { Trace } from "./trace.js";

/** Seconds to take in a step at speed 1, by how much is to be said of it. */
const SECONDS: Readonly<Record<Detail, number>> = { story: 3, hooks: 1.2, rules: 0.7 };

/** Facts that need another time than their level's: what is to be read there is longer or shorter. */
const SECONDS_OF_KIND: Readonly<Record<Detail, Readonly<Partial<Record<EventKind, number>>>>> = {
  story: {
    "lookup-started": 4.5,
    "candidate-failed": 2.5,
    "packet-translated": 4,
    "request-ended": 4,
    "note-shown": 5,
    "command-run": 3.5,
    "objects-changed": 3.5,
    "rules-synced": 4,
    "packet-encapsulated": 4,
    "packet-fragmented": 4,
  },
  hooks: {
    "table-left": 1.5,
    "table-skipped": 1,
    "plugin-entered": 0.7,
    "plugin-acted": 1,
    "command-run": 2.5,
    "packet-encapsulated": 1.8,
  },
  rules: {
    "rule-hit": 1,
    "chain-left": 0.5,
    "ttl-decremented": 0.4,
    "neighbour-found": 0.4,
    "packet-copied": 0.5,
  },
};

/** A table without rules asks for a glance only. */
const EMPTY_TABLE_SECONDS = 0.5;

/** For each link that packets cross during a step, so that the eye can follow; at most for some of them. */
const SECONDS_PER_LINK = 0.3;
const LINKS_AT_MOST = 6;

/** When each step is shown and for how long; virtual time plays no part in it. */
export function schedule(trace: Trace, steps: readonly Step[]): readonly Cue[] {
  let startSeconds = 0;
  return steps.map((step) => {
    const durationSeconds = inMilliseconds(secondsOf(trace, step));
    const cue = { step: step.index, startSeconds, durationSeconds };
    startSeconds = inMilliseconds(startSeconds + durationSeconds);
    return cue;
  });
}

/** How long all cues take at speed 1, in seconds. */
export function durationOf(cues: readonly Cue[]): number {
  const last = cues.at(-1);
  return last === undefined ? 0 : inMilliseconds(last.startSeconds + last.durationSeconds);
}

/** The index of the cue that runs at this second; the first or the last one outside. */
export function cueAt(cues: readonly Cue[], seconds: number): number {
  let [low, high] = [0, cues.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((cues[middle]?.startSeconds ?? 0) <= seconds) low = middle;
    else high = middle - 1;
  }
  return low;
}

function secondsOf({ events }: Trace, step: Step): number {
  const about = events[step.about];
  if (about === undefined) return SECONDS[step.level];
  const isEmptyTable = about.kind === "table-left" && about.visited === 0;
  const own = isEmptyTable
    ? EMPTY_TABLE_SECONDS
    : (SECONDS_OF_KIND[step.level][about.kind] ?? SECONDS[step.level]);
  let links = 0;
  for (let index = step.from; index <= step.about; index++) {
    if (events[index]?.kind === "link-crossed") links++;
  }
  return own + Math.min(links, LINKS_AT_MOST) * SECONDS_PER_LINK;
}

// Sums of tenths would drift; cues are read by people and compared by tests.
function inMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
