import {
  leastConnection,
  neverQueue,
  shortestExpectedDelay,
  weightedLeastConnection,
} from "./least.js";
import { maglev } from "./maglev.js";
import { roundRobin } from "./round-robin.js";
import type { Scheduler } from "./scheduler.js";
import { destinationHash, sourceHash } from "./table-hash.js";
import { weightedRoundRobin } from "./weighted-round-robin.js";

/** The schedulers by the names that `ipvsadm -s` takes. */
const SCHEDULERS: Readonly<Record<string, Scheduler>> = {
  rr: roundRobin,
  wrr: weightedRoundRobin,
  lc: leastConnection,
  wlc: weightedLeastConnection,
  sh: sourceHash,
  dh: destinationHash,
  sed: shortestExpectedDelay,
  nq: neverQueue,
  mh: maglev,
};

/** The names of the schedulers. */
export const SCHEDULER_NAMES: readonly string[] = Object.keys(SCHEDULERS);

/** The scheduler of a name; null where it is none of these. */
export function schedulerNamed(name: string): Scheduler | null {
  return Object.hasOwn(SCHEDULERS, name) ? (SCHEDULERS[name] ?? null) : null;
}
