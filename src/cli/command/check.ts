import type { Diagnostic } from "../../base/diagnostic.js";
import { placeOf } from "../../base/source-span.js";
import type { SourceText } from "../../base/source-span.js";
import { play } from "../../pipeline.js";
import type { Command } from "../command.js";
import { refuseMore } from "../further-files.js";
import { givenOptions } from "../given-options.js";
import { hasOption, OUTPUT_OPTION, RULES_OPTION, SEED_OPTION } from "../option.js";
import { exitOf, problemText, reportProblems } from "../report-problems.js";
import { printData, readSource, say } from "../session.js";
import type { Session } from "../session.js";

/** `hopwise check`: the mistakes in a scenario and the expectations that do not hold. */
export const check: Command = {
  name: "check",
  words: "FILE…",
  mostWords: Infinity,
  about: "about-check",
  options: { json: { about: "option-json" }, ...SEED_OPTION, ...RULES_OPTION, ...OUTPUT_OPTION },
  run(given, session) {
    refuseMore(given);
    const source = readSource(given, session);
    const { options } = givenOptions(given, session);
    const { loaded, diagnostics } = play(source, options);
    if (hasOption(given, "json")) {
      const findings = findingsJson(diagnostics, loaded.sources, session);
      printData(`${JSON.stringify(findings, null, 2)}\n`, given, session);
      return exitOf(diagnostics);
    }
    const exit = reportProblems(diagnostics, loaded.sources, session);
    const count = diagnostics.length;
    const key = count === 0 ? "no-problems" : count === 1 ? "problems-one" : "problems-many";
    say(session, key, { file: source.name, count });
    return exit;
  },
};

function findingsJson(
  diagnostics: readonly Diagnostic[],
  sources: readonly SourceText[],
  session: Session,
): unknown {
  return {
    format: "hopwise-check/1",
    file: sources[0]?.name ?? "",
    diagnostics: diagnostics.map((diagnostic) => {
      const { code, severity, parameters, span } = diagnostic;
      const source = sources.find(({ name }) => name === span.source);
      const { line, column } = placeOf(source?.text ?? "", span.start);
      const text = problemText(diagnostic, sources, session);
      return { severity, code, file: span.source, line, column, parameters, text };
    }),
  };
}
