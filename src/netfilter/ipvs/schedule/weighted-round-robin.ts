import type { Destination, Scheduler } from "./scheduler.js";
import { nobody } from "./scheduler.js";

/**
 * `wrr`: round after round of those whose weight is at least as high as asked, which falls from the highest to the
 * lowest (linux ip_vs_wrr.c: ip_vs_wrr_schedule).
 */
export const weightedRoundRobin: Scheduler = {
  choose({ destinations, memory }) {
    const { step, most } = stepsOf(destinations);
    if (most === 0) return nobody(memory);
    const start = destinations.findIndex(({ name }) => name === memory.last);
    let at = start;
    let { weight } = memory;
    let isLastPass = false;
    let isRestarted = false;
    let stop = -1;
    for (;;) {
      while (++at < destinations.length) {
        const candidate = destinations[at];
        if (candidate !== undefined && candidate.weight >= weight) {
          const after = start === -1 ? null : memory.last;
          return {
            chosen: candidate,
            choice: { kind: "next-of-weight", scheduler: "wrr", after, weight },
            memory: { last: candidate.name, weight },
          };
        }
        if (at === stop) return nobody({ last: candidate?.name ?? null, weight });
      }
      at = -1;
      weight -= step;
      if (weight <= 0) {
        weight = most;
        if (isLastPass || start === -1) return nobody({ last: null, weight });
        isRestarted = true;
      }
      isLastPass = weight <= step;
      if (isLastPass && isRestarted) stop = start;
    }
  },
  // ip_vs_wrr.c: ip_vs_wrr_dest_changed
  changed(destinations, { weight }) {
    const { step, most } = stepsOf(destinations);
    if (weight > most || weight === 0) return { last: null, weight: most };
    return { last: null, weight: step > 1 ? Math.floor(weight / step) * step + 1 : weight };
  },
};

// The highest weight is lowered so that the last round asks for 1.
function stepsOf(destinations: readonly Destination[]): {
  readonly step: number;
  readonly most: number;
} {
  const weights = destinations.map(({ weight }) => weight).filter((weight) => weight > 0);
  const step = weights.reduce(greatestCommonDivisor, 0) || 1;
  return { step, most: Math.max(0, ...weights) - (step - 1) };
}

/** The greatest number that divides both. */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
