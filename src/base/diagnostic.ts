import type { SourceSpan } from "./source-span.js";

/** What a diagnostic's sentence may mention; the sentence itself is in the catalogues of `message/`. */
export type DiagnosticParameters = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * A mistake in a user's text, as a value: a code, what its sentence mentions, and the place.
 * `expected` (list) and `nearest` (text) are parameters with a meaning: what would have been right there, and the nearest known name.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly span: SourceSpan;
  readonly parameters: DiagnosticParameters;
}

/** Takes the diagnostics of a stage as it finds them. */
export type Report = (diagnostic: Diagnostic) => void;

/** An error at a place. */
export function errorAt(
  span: SourceSpan,
  code: string,
  parameters: DiagnosticParameters = {},
): Diagnostic {
  return { code, severity: "error", span, parameters };
}

/** A warning at a place. */
export function warningAt(
  span: SourceSpan,
  code: string,
  parameters: DiagnosticParameters = {},
): Diagnostic {
  return { code, severity: "warning", span, parameters };
}
