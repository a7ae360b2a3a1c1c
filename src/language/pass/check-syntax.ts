import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { headSpanOf } from "../syntax.js";
import type { Item, Statement } from "../syntax.js";
import { isVerbatim } from "../vocabulary.js";
import type { Pass } from "./pass.js";

/** Reports what is wrong with the shape of the text: braces and quotes that lack their other half. */
export const checkSyntax: Pass = {
  name: "check-syntax",
  run: (draft, report) => {
    checkItems(draft.document.items, report);
    return draft;
  },
};

function checkItems(items: readonly Item[], report: Report): void {
  for (const item of items) {
    if (item.kind === "stray") {
      report(errorAt(item.span, item.text === "}" ? "stray-brace" : "nested-too-deep", {}));
    } else if (item.kind === "statement") {
      checkStatement(item, report);
    }
  }
}

function checkStatement(statement: Statement, report: Report): void {
  const { words, block } = statement;
  for (const word of words) {
    if (!word.closed) report(errorAt(word.span, "unclosed-text", { expected: ['"'] }));
  }
  if (block === null) return;
  const [first] = words;
  const name = first?.text ?? "{";
  if (first === undefined) report(errorAt(block.brace, "block-without-word", {}));
  if (!block.closed)
    report(errorAt(block.brace, "unclosed-brace", { word: name, expected: ["}"] }));
  if (block.kind === "verbatim") return;
  if (isVerbatim(words))
    report(errorAt(headSpanOf(statement), "verbatim-on-one-line", { word: name }));
  else checkItems(block.items, report);
}
