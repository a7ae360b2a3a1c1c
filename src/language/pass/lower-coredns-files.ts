import { errorAt } from "../../base/diagnostic.js";
import { headSpanOf, keywordOf, statementsOf } from "../syntax.js";
import { dedented } from "../value/dedented.js";
import type { Pass } from "./pass.js";

/** Takes the texts of `coredns-file NAME` as they are: what lies beside the Corefile in CoreDNS's pods. */
export const lowerCorednsFiles: Pass = {
  name: "lower-coredns-files",
  run: (draft, report) => {
    const files = new Map<string, string>();
    for (const statement of statementsOf(draft.document.items)) {
      if (keywordOf(statement) !== "coredns-file") continue;
      const [keyword, name, extra] = statement.words;
      if (name === undefined) {
        const after = keyword?.text ?? "coredns-file";
        report(errorAt(headSpanOf(statement), "missing-value", { after }));
      } else if (extra !== undefined) {
        report(errorAt(extra.span, "unexpected-word", { word: extra.text }));
      } else if (files.has(name.text)) {
        const parameters = { what: "coredns-file", name: name.text };
        report(errorAt(name.span, "duplicate-name", parameters));
      } else if (statement.block?.kind === "verbatim") {
        files.set(name.text, dedented(statement.block.text));
      } else report(errorAt(headSpanOf(statement), "missing-value", { after: name.text }));
    }
    return files.size === 0 ? draft : { ...draft, corednsFiles: files };
  },
};
