import { diagnosticsEn } from "../message/diagnostic/en.js";
import { formatDiagnostic } from "../message/diagnostic/format.js";
import type { Problems } from "./source.js";

// A chunk of its own: a scenario without mistakes needs none of these sentences.

export { problemPanel } from "./part/problem-panel.js";

/** The sentences of a scenario's mistakes, each with its line and place, in a language. */
export async function describeProblems(
  { diagnostics, sources }: Problems,
  language: string,
): Promise<readonly string[]> {
  const templates =
    language === "ja" ? (await import("../message/diagnostic/ja.js")).diagnosticsJa : diagnosticsEn;
  return diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, sources, templates));
}
