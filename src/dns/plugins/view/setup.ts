import { advance, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import { compileExpression } from "../../expression/expression.js";
import type { Program } from "../../expression/expression.js";
import type { MetadataProvider } from "../../metadata.js";
import { ONLY_ONCE } from "../../plugin.js";
import type { BlockView, SetupDone, Unsupported } from "../../plugin.js";
import { QUERY_FUNCTION_TYPES } from "../../query-functions.js";
import { filterBy, handOn } from "./filter.js";

/** Reads `view NAME { expr … }` (coredns plugin/view/setup.go). */
export function setupView(directive: Dispenser): SetupDone | Mistake {
  const unsupported: Unsupported[] = [];
  const programs: (Program | null)[] = [];
  let view: BlockView | null = null;
  while (advance(directive)) {
    if (view !== null) return wrong(directive, ONLY_ONCE);
    const line = current(directive)?.line ?? 0;
    const [name, ...rest] = remainingArguments(directive);
    if (name === undefined || rest.length > 0) return wrongArguments(directive);
    view = { name, line, start: (world) => filterBy(programs, world) };
    while (advanceInBlock(directive)) {
      const option = currentText(directive);
      if (option !== "expr") return wrongHere(directive, `unknown property '${option}'`);
      const token = current(directive);
      const compiled = compileExpression(
        remainingArguments(directive).join(" "),
        QUERY_FUNCTION_TYPES,
      );
      if (compiled.kind === "wrong") return wrong(directive, compiled.text);
      if (compiled.kind === "unsupported") {
        unsupported.push({ feature: `view: ${compiled.text}`, token });
      }
      programs.push(compiled.kind === "program" ? compiled : null);
    }
  }
  const name = view?.name ?? "";
  const metadata: MetadataProvider = () => [["view/name", () => name]];
  const part = { line: view?.line ?? 0, start: () => ({ handler: handOn, offer: { metadata } }) };
  return { kind: "done", parts: [part], unsupported, settings: { view } };
}
