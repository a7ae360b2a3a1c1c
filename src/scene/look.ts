import type { Catalogue } from "../message/catalogue.js";
import type { History } from "../trace/history.js";
import type { Step } from "../trace/step.js";
import type { Trace } from "../trace/trace.js";
import { captionOf, captionText } from "./caption/caption.js";
import type { ViewInput } from "./view/input.js";

/** A step as every view needs it: what was true before and after, in the words of a language. */
export type Look = Pick<
  ViewInput,
  "trace" | "step" | "before" | "after" | "language" | "words" | "caption"
>;

/** Looks at a step of a trace. */
export function lookAt(trace: Trace, history: History, step: Step, catalogue: Catalogue): Look {
  const before = history.stateAt(step.from);
  const after = history.stateAt(step.to);
  return {
    trace,
    step,
    before,
    after,
    language: catalogue.language,
    words: catalogue.view,
    caption: captionText(captionOf(trace, step, before, after), catalogue.caption),
  };
}
