import { DETAILS } from "../../trace/step.js";
import type { Detail } from "../../trace/step.js";
import { walkText } from "../../trace/walk-text.js";
import { writeTrace } from "../../trace/read.js";
import type { Command } from "../command.js";
import { computed } from "../computed.js";
import { choiceOption, hasOption, OUTPUT_OPTION, SEED_OPTION } from "../option.js";
import { printData } from "../session.js";

const [story, ...finer] = DETAILS as readonly [Detail, ...Detail[]];

/** `hopwise trace`: what happens, as text or as JSON. */
export const trace: Command = {
  name: "trace",
  words: "FILE",
  mostWords: 1,
  about: "about-trace",
  options: {
    detail: { value: "LEVEL", about: "option-detail" },
    json: { about: "option-json" },
    ...SEED_OPTION,
    ...OUTPUT_OPTION,
  },
  run(given, session) {
    const detail = choiceOption(given, "detail", [story, ...finer]);
    const { trace, exit } = computed(given, session);
    printData(
      hasOption(given, "json") ? writeTrace(trace) : walkText(trace, detail),
      given,
      session,
    );
    return exit;
  },
};
