import type { SourceSpan } from "../base/source-span.js";
import { keywordOf, partsOf, statementsOf } from "./syntax.js";
import type { ScenarioDocument, Statement } from "./syntax.js";

/**
 * Where to look for the reason of what a Corefile does that the author did not write: at what decides whom it forwards to,
 * the nodes' resolv.conf or an upstream; else where the text begins. Empty, for nothing of it stands there.
 */
export function unwrittenCorefilePlace({ items, source }: ScenarioDocument): SourceSpan {
  const statements = statementsOf(items);
  const named = (keyword: string, among: readonly Statement[]): Statement | undefined =>
    among.find((statement) => keywordOf(statement) === keyword);
  const nodes = statements.filter((statement) => keywordOf(statement) === "node");
  const found =
    named("resolv-conf", statements) ??
    named("resolv-conf", nodes.flatMap(partsOf)) ??
    named("upstream", statements);
  const start = found?.span.start ?? 0;
  return { source: found?.span.source ?? source.name, start, end: start };
}
