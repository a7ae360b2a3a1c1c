import { exploreRequest, play } from "../../pipeline.js";
import type { Exploration } from "../../trace/exploration.js";
import type { TraceHeader } from "../../trace/header.js";
import type { Command } from "../command.js";
import { explorationText } from "../explore/tree-text.js";
import { EXIT, Failure } from "../failure.js";
import { refuseMore } from "../further-files.js";
import { givenOptions } from "../given-options.js";
import { hasOption, numberOption, OUTPUT_OPTION, RULES_OPTION, SEED_OPTION } from "../option.js";
import { reportProblems } from "../report-problems.js";
import { printData, readSource } from "../session.js";

/** `hopwise explore`: every endpoint that a request can come to, with its exact probability. */
export const explore: Command = {
  name: "explore",
  words: "FILE…",
  mostWords: Infinity,
  about: "about-explore",
  options: {
    request: { value: "N", about: "option-request" },
    json: { about: "option-json" },
    ...SEED_OPTION,
    ...RULES_OPTION,
    ...OUTPUT_OPTION,
  },
  run(given, session) {
    refuseMore(given);
    const source = readSource(given, session);
    const { options } = givenOptions(given, session);
    const asking = { ...options, asks: true };
    const request = numberOption(given, "request", 1) ?? 1;
    const { loaded, trace, diagnostics } = play(source, asking);
    const exit = reportProblems(diagnostics, loaded.sources, session);
    if (trace === null) throw new Failure("nothing-to-play", {}, EXIT.mistakes);
    const found = exploreRequest(source, request, asking);
    const count = trace.events.filter(({ kind }) => kind === "request-started").length;
    if (found === null) throw new Failure("no-such-request", { request, count });
    const text = hasOption(given, "json")
      ? jsonOf(found, trace.header)
      : explorationText(found, trace.header, session.texts);
    printData(text, given, session);
    return exit;
  },
};

function jsonOf(found: Exploration, { imitates, seed }: TraceHeader): string {
  return `${JSON.stringify({ imitates, seed, ...found }, null, 2)}\n`;
}
