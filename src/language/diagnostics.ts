import { errorAt } from "../base/diagnostic.js";
import type { Diagnostic, Report } from "../base/diagnostic.js";
import { LIMIT } from "./limit.js";

/** Diagnostics as they come in. */
export interface CollectedDiagnostics {
  readonly report: Report;
  /** All that were reported, in the order of their places; past the limit, one more that says so. */
  diagnostics(): readonly Diagnostic[];
}

/** Takes up to a limit of diagnostics. */
export function collectDiagnostics(): CollectedDiagnostics {
  const taken: Diagnostic[] = [];
  let left: Diagnostic | null = null;
  return {
    report: (diagnostic) => {
      if (taken.length < LIMIT.diagnostics) taken.push(diagnostic);
      else left ??= diagnostic;
    },
    diagnostics: () => {
      const inOrder = taken.toSorted((a, b) => a.span.start - b.span.start);
      if (left === null) return inOrder;
      const parameters = { max: LIMIT.diagnostics };
      return [...inOrder, errorAt(left.span, "more-diagnostics", parameters)];
    },
  };
}
