import { plainText } from "../../base/inner-text.js";
import { keywordOf, statementsOf } from "../syntax.js";
import type { Pass } from "./pass.js";

/** Takes the text of the `corefile` block as it is; what is in it, only the DNS part knows. */
export const lowerCorefile: Pass = {
  name: "lower-corefile",
  run: (draft) => {
    const block = statementsOf(draft.document.items)
      .filter((statement) => keywordOf(statement) === "corefile")
      .map((statement) => statement.block)
      .find((found) => found?.kind === "verbatim");
    if (block?.kind !== "verbatim") return draft;
    const { source, start } = block.span;
    return { ...draft, corefile: plainText(source, block.text, start) };
  },
};
