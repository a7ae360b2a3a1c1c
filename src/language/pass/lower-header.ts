import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { LocalizedText } from "../../base/localized-text.js";
import { isManifest } from "../manifest/manifest-document.js";
import { keywordOf, statementsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readLocalized } from "../value/localized.js";
import { readName } from "../value/name.js";
import { readNumber } from "../value/number.js";
import { readWords } from "../word-reader.js";
import type { Pass } from "./pass.js";

const VERSION = 1;

/** Reads what stands for the scenario as a whole: the language's version, titles, the seed, namespaces. */
export const lowerHeader: Pass = {
  name: "lower-header",
  run: (draft, report) => {
    const statements = statementsOf(draft.document.items);
    if (!isManifest(draft.document.source))
      checkVersion(statements, draft.document.source.name, report);
    let title: LocalizedText = draft.title;
    let { seed, namespaces } = draft;
    for (const statement of statements) {
      const words = readWords(statement, report);
      switch (keywordOf(statement)) {
        case "title": {
          const said = readLocalized(words);
          if (said !== null) title = { ...title, [said.language]: said.text };
          break;
        }
        case "seed": {
          const word = words.take("NUMBER");
          seed = (word && readNumber(word, { min: 0, max: 4_294_967_295 }, report)) ?? seed;
          words.end();
          break;
        }
        case "namespace": {
          const word = words.take("NAME");
          const name = word && readName(word, report);
          if (name !== null) namespaces = [...namespaces, name.value];
          words.end();
          break;
        }
      }
    }
    return { ...draft, title, seed, namespaces };
  },
};

function checkVersion(statements: readonly Statement[], source: string, report: Report): void {
  const said = statements.find((statement) => keywordOf(statement) === "hopwise");
  if (said === undefined) {
    const expected = [`hopwise ${VERSION}`];
    report(warningAt({ source, start: 0, end: 0 }, "missing-version", { expected }));
    return;
  }
  const words = readWords(said, report);
  const word = words.take(String(VERSION));
  if (word !== null && word.text !== String(VERSION))
    report(errorAt(word.span, "unknown-version", { text: word.text, expected: [String(VERSION)] }));
  words.end();
}
