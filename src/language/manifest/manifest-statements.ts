import { plainText, withoutIndentation } from "../../base/inner-text.js";
import type { InnerText } from "../../base/inner-text.js";
import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { SourceText } from "../../base/source-span.js";
import { LIMIT } from "../limit.js";
import { parseScenario } from "../parse.js";
import { isManifest } from "./manifest-document.js";
import { headSpanOf, keywordOf, partsOf, statementsOf } from "../syntax.js";
import type { ScenarioDocument, Statement } from "../syntax.js";
import { readWords } from "../word-reader.js";
import type { ManifestSource } from "./source.js";

/** The `manifest` statements of a scenario. */
export function manifestStatements({ items }: ScenarioDocument): readonly Statement[] {
  return statementsOf(items).filter((statement) => keywordOf(statement) === "manifest");
}

/** The `manifest` statements behind `apply` in its plays. */
function appliedManifests({ items }: ScenarioDocument): readonly Statement[] {
  return statementsOf(items)
    .filter((statement) => keywordOf(statement) === "play")
    .flatMap(partsOf)
    .filter((line) => keywordOf(line) === "apply" && line.words[1]?.text === "manifest")
    .map(manifestOf);
}

/** What stands behind `apply` in `apply manifest "FILE.yaml"`. */
export function manifestOf(line: Statement): Statement {
  return { ...line, words: line.words.slice(1) };
}

/** The paths of the files that a scenario's `manifest` lines name, so that they can be fetched before it is loaded. */
export function manifestPaths(source: SourceText): readonly string[] {
  if (source.text.length > LIMIT.text || isManifest(source)) return [];
  const document = parseScenario(source);
  const all = [...manifestStatements(document), ...appliedManifests(document)];
  const named = all.flatMap(({ words: [, path] }) => (path === undefined ? [] : [path.text]));
  return [...new Set(named)];
}

/** The texts of `manifest` statements in their order, and the files among them. */
export interface ManifestTexts {
  readonly texts: readonly InnerText[];
  readonly files: readonly SourceText[];
}

/** Takes what stands in blocks, and fetches the files that are named. */
export function takeTexts(
  statements: readonly Statement[],
  source: ManifestSource,
  report: Report,
): ManifestTexts {
  const texts: InnerText[] = [];
  const files: SourceText[] = [];
  for (const statement of statements) {
    const { block } = statement;
    const words = readWords(statement, report);
    if (block?.kind === "verbatim") {
      words.end();
      texts.push(withoutIndentation(block.span.source, block.text, block.span.start));
      continue;
    }
    if (block !== null) continue;
    const path = words.take('"FILE.yaml"');
    words.end();
    if (path === null) continue;
    const file = source.file(path.text);
    if (file.kind === "missing") {
      const parameters = { path: path.text, reason: file.reason };
      report(errorAt(path.span, "manifest-unreadable", parameters));
    } else if (file.source.text.length > LIMIT.manifest) {
      report(errorAt(headSpanOf(statement), "manifest-too-long", { max: LIMIT.manifest }));
    } else {
      files.push(file.source);
      texts.push(plainText(file.source.name, file.source.text));
    }
  }
  return { texts, files };
}
