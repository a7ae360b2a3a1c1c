import type { TraceEvent } from "../../trace/event/event.js";
import type { Ended } from "../application/client.js";

/**
 * What came of a request, as far as it can be known: where one of its packets, or of the answers to them, met a rule with a
 * match that is not simulated, neither its outcome nor what the program printed is known.
 */
export function asFarAsKnown(ended: Ended, events: readonly TraceEvent[]): Ended {
  const isOpen = events.some(
    (event) => event.kind === "packet-ended" && event.reason.kind === "unknown-match",
  );
  return isOpen ? { outcome: "cannot know", output: "", status: null } : ended;
}
