import type { Scheduler } from "./scheduler.js";
import { nobody } from "./scheduler.js";

/** `rr`: one after the other, weights or not, as long as they are not 0 (linux ip_vs_rr.c: ip_vs_rr_schedule). */
export const roundRobin: Scheduler = {
  choose({ destinations, memory }) {
    const last = destinations.findIndex(({ name }) => name === memory.last);
    const ordered = [...destinations.slice(last + 1), ...destinations.slice(0, last + 1)];
    const chosen = ordered.find(({ weight }) => weight > 0);
    if (chosen === undefined) return nobody(memory);
    const after = last === -1 ? null : memory.last;
    return {
      chosen,
      choice: { kind: "next", scheduler: "rr", after },
      memory: { ...memory, last: chosen.name },
    };
  },
};
