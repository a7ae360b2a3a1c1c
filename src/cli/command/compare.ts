import { DETAILS } from "../../trace/step.js";
import type { Detail } from "../../trace/step.js";
import type { Command } from "../command.js";
import { computedInModes } from "../compare/computed-in-modes.js";
import { comparisonText } from "../compare/comparison-text.js";
import { choiceOption, OUTPUT_OPTION, RULES_OPTION, SEED_OPTION, textOption } from "../option.js";
import { printData } from "../session.js";

/** `hopwise compare`: what each mode of kube-proxy makes of the same requests, in columns. */
export const compare: Command = {
  name: "compare",
  words: "FILE",
  mostWords: 1,
  about: "about-compare",
  options: {
    modes: { value: "MODES", about: "option-modes" },
    detail: { value: "LEVEL", about: "option-compare-detail" },
    ...SEED_OPTION,
    ...RULES_OPTION,
    ...OUTPUT_OPTION,
  },
  run(given, session) {
    const [first, ...finer] = DETAILS as readonly [Detail, ...Detail[]];
    const detail =
      textOption(given, "detail") === null
        ? null
        : choiceOption(given, "detail", [first, ...finer]);
    const { compared, exit } = computedInModes(given, session);
    printData(comparisonText(compared, session.texts, detail), given, session);
    return exit;
  },
};
