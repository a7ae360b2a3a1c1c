import type { Diagnostic } from "../base/diagnostic.js";
import type { SourceText } from "../base/source-span.js";
import { diagnosticsEn } from "../message/diagnostic/en.js";
import { formatDiagnostic } from "../message/diagnostic/format.js";
import { diagnosticsJa } from "../message/diagnostic/ja.js";
import { EXIT } from "./failure.js";
import type { ExitCode } from "./failure.js";
import type { Session } from "./session.js";

/** The sentence of a diagnostic with its place and line. */
export function problemText(
  diagnostic: Diagnostic,
  sources: readonly SourceText[],
  session: Session,
): string {
  const templates = session.language === "ja" ? diagnosticsJa : diagnosticsEn;
  return formatDiagnostic(diagnostic, sources, templates);
}

/** Prints mistakes and failed expectations to standard error; the code says whether there were errors. */
export function reportProblems(
  diagnostics: readonly Diagnostic[],
  sources: readonly SourceText[],
  session: Session,
): ExitCode {
  for (const diagnostic of diagnostics) {
    if (session.quiet && diagnostic.severity !== "error") continue;
    session.world.err(`${problemText(diagnostic, sources, session)}\n`);
  }
  return exitOf(diagnostics);
}

/** 1 where a diagnostic is an error; a failed expectation is one. */
export function exitOf(diagnostics: readonly Diagnostic[]): ExitCode {
  return diagnostics.some(({ severity }) => severity === "error") ? EXIT.mistakes : EXIT.done;
}
