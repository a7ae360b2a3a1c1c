import { diffNodes } from "../../diff/diff-node.js";
import { loadScenario } from "../../language/load.js";
import type { Command } from "../command.js";
import { diffText } from "../diff/diff-text.js";
import { EXIT, Failure } from "../failure.js";
import { refuseMore } from "../further-files.js";
import { givenOptions } from "../given-options.js";
import { hasOption, OUTPUT_OPTION, RULES_OPTION } from "../option.js";
import { reportProblems } from "../report-problems.js";
import { printData, readSource } from "../session.js";

/** `hopwise diff`: what real nodes have against what kube-proxy should have written there. */
export const diff: Command = {
  name: "diff",
  words: "FILE…",
  mostWords: Infinity,
  about: "about-diff",
  options: { ...RULES_OPTION, json: { about: "option-json" }, ...OUTPUT_OPTION },
  run(given, session) {
    refuseMore(given);
    const source = readSource(given, session);
    const { options } = givenOptions(given, session);
    const { scenario, diagnostics, sources } = loadScenario(source, options);
    if (scenario === null) {
      reportProblems(diagnostics, sources, session);
      throw new Failure("nothing-to-play", {}, EXIT.mistakes);
    }
    const found = diffNodes(scenario);
    const all = [...diagnostics, ...found.diagnostics];
    const exit = reportProblems(all, sources, session);
    const known = scenario.cluster.nodes.map(({ name }) => name);
    if (found.nodes.length === 0) throw new Failure("missing-dump", { known });
    const text = hasOption(given, "json")
      ? `${JSON.stringify({ format: "hopwise-diff/1", nodes: found.nodes }, null, 2)}\n`
      : diffText(found.nodes, session.texts);
    printData(text, given, session);
    const differs = found.nodes.some(({ lines, paths }) => lines.length + paths.length > 0);
    return differs ? EXIT.mistakes : exit;
  },
};
