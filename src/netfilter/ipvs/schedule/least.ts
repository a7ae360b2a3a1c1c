import type { ServerLoad } from "../../../trace/event/ipvs-event.js";
import type { Destination, Scheduler } from "./scheduler.js";
import { nobody } from "./scheduler.js";

/** What a scheduler counts as a real server's load. */
type LoadOf = (destination: Destination) => number;

// linux include/net/ip_vs.h: ip_vs_dest_conn_overhead. One that is active costs as much as 256 that are not.
const overhead: LoadOf = ({ active, inactive }) => active * 256 + inactive;

// linux ip_vs_sed.c: ip_vs_sed_dest_overhead. What it would be with the new one.
const expected: LoadOf = ({ active }) => active + 1;

/** `lc`: the one with the fewest connections (linux ip_vs_lc.c). */
export const leastConnection: Scheduler = least("lc", overhead);

/** `wlc`: the one with the fewest connections for its weight (linux ip_vs_wlc.c). */
export const weightedLeastConnection: Scheduler = least("wlc", overhead);

/** `sed`: the one that would have the fewest active connections for its weight (linux ip_vs_sed.c). */
export const shortestExpectedDelay: Scheduler = least("sed", expected);

/** `nq`: the first one that is idle, else as `sed` (linux ip_vs_nq.c). */
export const neverQueue: Scheduler = {
  choose(question) {
    const { destinations, memory } = question;
    const usable = destinations.filter(({ weight }) => weight > 0);
    const idle = usable.find(({ active }) => active === 0);
    if (idle === undefined) return least("nq", expected).choose(question);
    const loads = usable.map((each) => loadOf(each, expected));
    return { chosen: idle, choice: { kind: "idle", scheduler: "nq", loads }, memory };
  },
};

function least(scheduler: "lc" | "wlc" | "sed" | "nq", of: LoadOf): Scheduler {
  return {
    choose({ destinations, memory }) {
      const usable = destinations.filter(({ weight }) => weight > 0);
      const weightOf = ({ weight }: Destination): number => (scheduler === "lc" ? 1 : weight);
      const [first, ...others] = usable;
      if (first === undefined) return nobody(memory);
      // Compared by products, as the kernel does, so that nothing is rounded.
      const chosen = others.reduce(
        (best, each) => (of(best) * weightOf(each) > of(each) * weightOf(best) ? each : best),
        first,
      );
      const loads = usable.map((each) => loadOf(each, of));
      return { chosen, choice: { kind: "least", scheduler, loads }, memory };
    },
  };
}

function loadOf(destination: Destination, of: LoadOf): ServerLoad {
  const { name: realServer, weight, active, inactive } = destination;
  return { realServer, weight, active, inactive, load: of(destination) };
}
