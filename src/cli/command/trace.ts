import { en } from "../../message/en.js";
import { ja } from "../../message/ja.js";
import { lookAt } from "../../scene/look.js";
import { createHistory } from "../../trace/history.js";
import { DETAILS } from "../../trace/step.js";
import type { Detail, Step } from "../../trace/step.js";
import type { Trace } from "../../trace/trace.js";
import { walkText } from "../../trace/walk-text.js";
import { writeTrace } from "../../trace/read.js";
import type { Command } from "../command.js";
import { computed } from "../computed.js";
import {
  choiceOption,
  hasOption,
  OUTPUT_OPTION,
  RULES_OPTION,
  SEED_OPTION,
  textOption,
} from "../option.js";
import { printData } from "../session.js";

const [story, ...finer] = DETAILS as readonly [Detail, ...Detail[]];

/** `hopwise trace`: what happens, as text or as JSON. */
export const trace: Command = {
  name: "trace",
  words: "FILE…",
  mostWords: Infinity,
  about: "about-trace",
  options: {
    detail: { value: "LEVEL", about: "option-trace-detail" },
    json: { about: "option-json" },
    branch: { value: "N", about: "option-branch" },
    request: { value: "N", about: "option-request" },
    ...SEED_OPTION,
    ...RULES_OPTION,
    ...OUTPUT_OPTION,
  },
  run(given, session) {
    const detail = choiceOption(given, "detail", [story, ...finer]);
    const { trace, exit } = computed(given, session, { asks: true });
    const { language } = session;
    // Without --lang the walk is in the tools' words throughout.
    const isTold = detail === story && textOption(given, "lang") !== null;
    const sentenceOf = isTold ? sentencesOf(trace, language) : null;
    printData(
      hasOption(given, "json")
        ? writeTrace(trace)
        : walkText(trace, detail, { language, sentenceOf }),
      given,
      session,
    );
    return exit;
  },
};

function sentencesOf(trace: Trace, language: "en" | "ja"): (step: Step) => string {
  const history = createHistory(trace);
  return (step) => lookAt(trace, history, step, { en, ja }[language]).caption;
}
