import type { Diagnostic } from "../../base/diagnostic.js";
import type { SourceText } from "../../base/source-span.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { RuleDumpDeclaration, VerbatimDeclaration } from "../../cluster/topology/host.js";
import { readSave } from "../../netfilter/iptables/read-save.js";
import { readSets } from "../../netfilter/ipset/read-sets.js";

/** Mistakes in the texts of iptables-save and ipset that a scenario holds, at their places in its own text. */
export function verbatimMistakes({ topology, play }: Scenario): readonly Diagnostic[] {
  const hosts = [...topology.hosts, ...topology.nodes];
  const played = play.flatMap((item): readonly RuleDumpDeclaration[] =>
    item.kind === "change" && item.change.kind === "rules" ? [item.change.dump] : [],
  );
  const dumps = [...hosts.flatMap(({ ruleDumps }) => ruleDumps), ...played];
  return [
    ...dumps.flatMap((dump) => placed(dump, readSave(sourceOf(dump), dump.family).diagnostics)),
    ...hosts
      .flatMap(({ ipsets }) => ipsets)
      .flatMap((sets) => placed(sets, readSets(sourceOf(sets)).diagnostics)),
  ];
}

function sourceOf({ text, span }: VerbatimDeclaration): SourceText {
  return { name: span.source, text };
}

function placed(
  { span: { start } }: VerbatimDeclaration,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { span } = diagnostic;
    return { ...diagnostic, span: { ...span, start: span.start + start, end: span.end + start } };
  });
}
