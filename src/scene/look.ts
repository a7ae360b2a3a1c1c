import type { Catalogue, SomeCatalogue } from "../message/catalogue.js";
import type { History } from "../trace/history.js";
import type { Step } from "../trace/step.js";
import type { Trace } from "../trace/trace.js";
import { TELLERS } from "./caption/caption.js";
import { captionBy, captionText } from "./caption/tell.js";
import type { SomeTellers } from "./caption/tell.js";
import type { AllInput, StageInput } from "./view/input.js";

type LookField = "trace" | "step" | "before" | "after" | "language" | "words" | "caption";

/** A step as the stage needs it: what was true before and after, in the words of a language. */
export type Look = Pick<StageInput, LookField>;

/** Looks at a step of a trace as far as tellers and a catalogue have been fetched. */
export function lookBy(
  { tellers, catalogue }: { readonly tellers: SomeTellers; readonly catalogue: SomeCatalogue },
  trace: Trace,
  history: History,
  step: Step,
): Look {
  const before = history.stateAt(step.from);
  const after = history.stateAt(step.to);
  return {
    trace,
    step,
    before,
    after,
    language: catalogue.language,
    words: catalogue.view,
    caption: captionText(captionBy(tellers, trace, step, before, after), catalogue.caption),
  };
}

/** Looks at a step of a trace as every view needs it. */
export function lookAt(
  trace: Trace,
  history: History,
  step: Step,
  catalogue: Catalogue,
): Pick<AllInput, LookField> {
  const look = lookBy({ tellers: TELLERS, catalogue }, trace, history, step);
  return { ...look, words: catalogue.view };
}
