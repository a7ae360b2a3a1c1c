import { en as captionsEn } from "../../src/message/caption/en.js";
import { ja as captionsJa } from "../../src/message/caption/ja.js";
import { en as wordsEn } from "../../src/message/view/en.js";
import { ja as wordsJa } from "../../src/message/view/ja.js";
import { captionOf, captionText } from "../../src/scene/caption/caption.js";
import type { AllInput } from "../../src/scene/view/input.js";
import { initialState } from "../../src/trace/initial-state.js";
import { reduce } from "../../src/trace/reduce.js";
import type { TraceState } from "../../src/trace/state.js";
import type { Detail, Step } from "../../src/trace/step.js";
import { stepsOf } from "../../src/trace/steps.js";
import type { Trace } from "../../src/trace/trace.js";

/** The languages of the catalogues, with all that a view needs of them. */
export const LANGUAGES = {
  en: { captions: captionsEn, words: wordsEn },
  ja: { captions: captionsJa, words: wordsJa },
} as const;

/** A trace with all its states, for drawing any step of it. */
export interface Shown {
  readonly trace: Trace;
  readonly states: readonly TraceState[];
  steps(detail: Detail): readonly Step[];
  /** What a view draws the step from. */
  input(
    step: Step,
    at: {
      readonly width: number;
      readonly height: number;
      readonly language?: keyof typeof LANGUAGES;
    },
  ): AllInput;
}

/** Reduces a trace once, so that every step of it can be drawn. */
export function shownTrace(trace: Trace): Shown {
  const states = [initialState(trace.header)];
  for (const event of trace.events)
    states.push(reduce(states.at(-1) ?? initialState(trace.header), event));
  const stateAt = (index: number): TraceState => states[index] ?? initialState(trace.header);
  return {
    trace,
    states,
    steps: (detail) => stepsOf(trace, detail),
    input: (step, { width, height, language = "en" }) => {
      const { captions, words } = LANGUAGES[language];
      const before = stateAt(step.from);
      const after = stateAt(step.about + 1);
      const caption = captionText(captionOf(trace, step, before, after), captions);
      return { trace, step, before, after, width, height, language, words, caption, misses: null };
    },
  };
}
