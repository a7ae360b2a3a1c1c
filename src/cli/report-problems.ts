import type { Diagnostic } from "../base/diagnostic.js";
import type { SourceText } from "../base/source-span.js";
import { formatDiagnostic } from "../language/format-diagnostic.js";
import { en } from "../message/diagnostic/en.js";
import { ja } from "../message/diagnostic/ja.js";
import { fill } from "../message/fill.js";
import type { Trace } from "../trace/trace.js";
import { EXIT } from "./failure.js";
import type { ExitCode } from "./failure.js";
import type { Session } from "./session.js";

/** What a scenario came to, as far as mistakes are concerned. */
export interface Findings {
  readonly source: SourceText;
  readonly diagnostics: readonly Diagnostic[];
  readonly trace: Trace | null;
}

/** An expectation that did not hold. */
export interface FailedExpectation {
  readonly expected: string;
  readonly found: string;
}

/** The sentence of a diagnostic with its place and line. */
export function problemText(diagnostic: Diagnostic, source: SourceText, session: Session): string {
  return formatDiagnostic(diagnostic, [source], { en, ja }[session.language]);
}

/** The expectations that did not hold, in the order of the play. */
export function failedExpectations(trace: Trace | null): readonly FailedExpectation[] {
  return (trace?.events ?? []).flatMap((event) =>
    event.kind === "expectation-checked" && !event.holds
      ? [{ expected: event.text, found: event.found }]
      : [],
  );
}

/** Prints mistakes and failed expectations to standard error; the code says whether there were errors. */
export function reportProblems(findings: Findings, session: Session): ExitCode {
  const { source, diagnostics, trace } = findings;
  for (const diagnostic of diagnostics) {
    if (session.quiet && diagnostic.severity !== "error") continue;
    session.world.err(`${problemText(diagnostic, source, session)}\n`);
  }
  const failed = failedExpectations(trace);
  for (const { expected, found } of failed)
    session.world.err(
      `${fill(session.texts["expectation-failed"], { file: source.name, expected, found })}\n`,
    );
  return exitOf(diagnostics, failed);
}

/** 1 where a diagnostic is an error or an expectation failed. */
export function exitOf(
  diagnostics: readonly Diagnostic[],
  failed: readonly FailedExpectation[],
): ExitCode {
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  return hasErrors || failed.length > 0 ? EXIT.mistakes : EXIT.done;
}
