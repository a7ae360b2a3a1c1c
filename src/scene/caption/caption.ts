import type { EventKind } from "../../trace/event/event.js";
import type { TraceState } from "../../trace/state.js";
import type { Step } from "../../trace/step.js";
import type { Trace } from "../../trace/trace.js";
import type { Caption, Tellers } from "./context.js";
import { MORE_TELLERS } from "./more.js";
import { BASE_TELLERS, captionBy } from "./tell.js";

export type { Caption } from "./context.js";
export { captionText } from "./tell.js";

/** Who tells which kind of event: every kind has somebody. */
export const TELLERS: Tellers<EventKind> = { ...BASE_TELLERS, ...MORE_TELLERS };

/** What just happened and why, whatever kind of trace it is. */
export function captionOf(
  trace: Trace,
  step: Step,
  before: TraceState,
  after: TraceState,
): Caption {
  return captionBy(TELLERS, trace, step, before, after);
}
