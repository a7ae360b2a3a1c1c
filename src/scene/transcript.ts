import type { CaptionTexts } from "../message/caption/en.js";
import type { TraceState } from "../trace/state.js";
import type { Step } from "../trace/step.js";
import type { Trace } from "../trace/trace.js";
import { captionOf, captionText } from "./caption/caption.js";

/** What every step says, one sentence or two for each: all that the pictures show, to be read. */
export function transcriptOf(
  trace: Trace,
  steps: readonly Step[],
  stateAt: (index: number) => TraceState,
  templates: CaptionTexts,
): readonly string[] {
  return steps.map((step) =>
    captionText(captionOf(trace, step, stateAt(step.from), stateAt(step.about + 1)), templates),
  );
}
