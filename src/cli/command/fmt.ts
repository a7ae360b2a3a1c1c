import { EXIT, Failure } from "../failure.js";
import type { Command } from "../command.js";
import { hasOption, OUTPUT_OPTION } from "../option.js";
import { exitOf, reportProblems } from "../report-problems.js";
import { fileOf, printData, readSource, say, writeFile } from "../session.js";
import { givenOptions } from "../given-options.js";
import { isManifest } from "../../language/manifest/manifest-document.js";
import { loadScenario } from "../../language/load.js";
import { printDocument } from "../../language/print.js";

/** `hopwise fmt`: a scenario in its standard form. A text with errors is left as it is. */
export const fmt: Command = {
  name: "fmt",
  words: "FILE",
  mostWords: 1,
  about: "about-fmt",
  options: {
    check: { about: "option-check" },
    write: { letter: "w", about: "option-write" },
    ...OUTPUT_OPTION,
  },
  run(given, session) {
    const source = readSource(given, session);
    if (isManifest(source)) throw new Failure("not-a-scenario", { file: source.name });
    const { options } = givenOptions(given, session);
    const { document, diagnostics, sources } = loadScenario(source, options);
    if (exitOf(diagnostics) !== EXIT.done) return reportProblems(diagnostics, sources, session);
    const text = printDocument(document);
    if (hasOption(given, "check")) {
      if (text === source.text) return EXIT.done;
      say(session, "not-standard", { file: source.name });
      return EXIT.mistakes;
    }
    if (!hasOption(given, "write")) printData(text, given, session);
    else if (fileOf(given) === "-") throw new Failure("write-standard-input");
    else if (text !== source.text) writeFile(source.name, text, session);
    return EXIT.done;
  },
};
