import type { Diagnostic } from "../../base/diagnostic.js";
import type { SourceText } from "../../base/source-span.js";
import type { VerbatimDeclaration } from "../../cluster/topology/host.js";

/** A text in another program's language as a source of its own. */
export function textOf({ text, span }: VerbatimDeclaration): SourceText {
  return { name: span.source, text };
}

/** Mistakes in such a text, placed where it stands in the scenario; one that was made of other words has one place. */
export function placedIn(
  { text, span }: VerbatimDeclaration,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (span.end - span.start !== text.length) return diagnostics.map((each) => ({ ...each, span }));
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    span: {
      source: span.source,
      start: span.start + diagnostic.span.start,
      end: span.start + diagnostic.span.end,
    },
  }));
}
