import type { Diagnostic } from "../../base/diagnostic.js";
import { placeOf } from "../../base/source-span.js";
import type { SourcePlace, SourceText } from "../../base/source-span.js";
import { fill } from "../fill.js";
import { columnsOf } from "./text-width.js";

/** The sentences by code that `formatDiagnostic` takes its words from. */
export type DiagnosticTemplates = Readonly<Record<string, string>>;

/**
 * A diagnostic as compilers print it: `file:line:column: error: sentence [code]`, the line of text, a mark under the
 * place, and what was expected or meant. Columns count UTF-16 units; the mark minds tabs and wide characters.
 */
export function formatDiagnostic(
  diagnostic: Diagnostic,
  sources: readonly SourceText[],
  templates: DiagnosticTemplates,
): string {
  const { span, code, severity, parameters } = diagnostic;
  const sentence = describeDiagnostic(diagnostic, templates);
  const label = templateOf(templates, `frame-${severity}`);
  const source = sources.find(({ name }) => name === span.source);
  const hints = ["expected", "nearest"]
    .filter((name) => parameters[name] !== undefined)
    .map((name) => `  ${fill(templateOf(templates, `frame-${name}`), parameters)}`);
  if (source === undefined)
    return [`${span.source}: ${label}: ${sentence} [${code}]`, ...hints].join("\n");
  const place = placeOf(source.text, span.start);
  const head = `${span.source}:${place.line}:${place.column}: ${label}: ${sentence} [${code}]`;
  const length = Math.min(span.end, source.text.length) - span.start;
  return [head, ...excerpt(place, length), ...hints].join("\n");
}

/** The sentence of a diagnostic alone. */
export function describeDiagnostic(
  { code, parameters }: Diagnostic,
  templates: DiagnosticTemplates,
): string {
  return fill(templateOf(templates, code), parameters);
}

function templateOf(templates: DiagnosticTemplates, code: string): string {
  const template = templates[code];
  if (template === undefined) throw new Error(`hopwise: no sentence for ${code}`);
  return template;
}

// Longer lines are cut around the place, so that a text on one endless line does not fill the screen.
const BEFORE = 60;
const AFTER = 100;

function excerpt({ lineText, column }: SourcePlace, length: number): readonly string[] {
  const at = column - 1;
  const from = at > BEFORE + 20 ? at - BEFORE : 0;
  const to = Math.min(lineText.length, at + AFTER);
  const before = lineText.slice(from, at);
  const marked = lineText.slice(at, Math.min(to, at + length));
  const blank = Array.from(before, (c) => (c === "\t" ? "\t" : " ".repeat(columnsOf(c)))).join("");
  const width = Array.from(marked).reduce((sum, character) => sum + columnsOf(character), 0);
  return [`  ${lineText.slice(from, to)}`, `  ${blank}^${"~".repeat(Math.max(0, width - 1))}`];
}
