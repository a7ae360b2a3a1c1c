import type { TraceEvent } from "./event/event.js";
import type { TraceHeader } from "./header.js";

/** What happened: a header that needs nothing else, and the events in the order in which they happened. */
export interface Trace {
  readonly header: TraceHeader;
  readonly events: readonly TraceEvent[];
}
