import type { CaptionTexts, SomeCaptionTexts } from "../message/caption/en.js";
import type { TraceState } from "../trace/state.js";
import type { Step } from "../trace/step.js";
import type { Trace } from "../trace/trace.js";
import { TELLERS } from "./caption/caption.js";
import { captionBy, captionText } from "./caption/tell.js";
import type { SomeTellers } from "./caption/tell.js";

type StateAt = (index: number) => TraceState;

/** What every step says, one sentence or two for each: all that the pictures show, to be read. */
export function transcriptOf(
  trace: Trace,
  steps: readonly Step[],
  stateAt: StateAt,
  templates: CaptionTexts,
): readonly string[] {
  return transcriptBy({ tellers: TELLERS, templates }, trace, steps, stateAt);
}

/** The same, as far as tellers and sentences have been fetched. */
export function transcriptBy(
  { tellers, templates }: { readonly tellers: SomeTellers; readonly templates: SomeCaptionTexts },
  trace: Trace,
  steps: readonly Step[],
  stateAt: StateAt,
): readonly string[] {
  return steps.map((step) => {
    const [before, after] = [stateAt(step.from), stateAt(step.about + 1)];
    return captionText(captionBy(tellers, trace, step, before, after), templates);
  });
}
