import { textIn } from "../../base/localized-text.js";
import { loadScenario } from "../../language/load.js";
import type { Command } from "../command.js";
import { EXIT, Failure } from "../failure.js";
import { refuseMore } from "../further-files.js";
import { givenOptions } from "../given-options.js";
import { hasOption, OUTPUT_OPTION, RULES_OPTION, SEED_OPTION, textOption } from "../option.js";
import { reportProblems } from "../report-problems.js";
import { printData, readSource } from "../session.js";
import { removeScript, setupScript } from "../setup/script.js";
import { scenarioSteps, stepsOn } from "../setup/scenario-steps.js";

/** `hopwise setup`: the shell script that really builds the scenario's network, or the one that removes it. */
export const setup: Command = {
  name: "setup",
  words: "FILE…",
  mostWords: Infinity,
  about: "about-setup",
  options: {
    on: { value: "HOST", about: "option-on" },
    remove: { about: "option-remove" },
    ...SEED_OPTION,
    ...RULES_OPTION,
    ...OUTPUT_OPTION,
  },
  run(given, session) {
    refuseMore(given);
    const source = readSource(given, session);
    const { options } = givenOptions(given, session);
    const { scenario, diagnostics, sources } = loadScenario(source, options);
    const exit = reportProblems(diagnostics, sources, session);
    if (scenario === null) throw new Failure("nothing-to-play", {}, EXIT.mistakes);
    const chosen = stepsOn(textOption(given, "on"), scenarioSteps(scenario));
    const script = hasOption(given, "remove") ? removeScript : setupScript;
    const title = textIn(scenario.title, session.language);
    printData(script(chosen, title, session.texts), given, session);
    return exit;
  },
};
