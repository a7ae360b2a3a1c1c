import { errorAt } from "../base/diagnostic.js";
import type { Diagnostic } from "../base/diagnostic.js";
import { keywordOf, statementsOf } from "./syntax.js";
import type { Item, ScenarioDocument } from "./syntax.js";
import { isPart, vocabularyOf } from "./vocabulary.js";

/** A word that stands inside a part, but begins one in its block. */
interface JoinedPart {
  readonly block: string;
  /** Where the part ends that it stands in. */
  readonly end: number;
}

/**
 * The diagnostics, with a word that was taken for a value although it begins a part of the block reported as what it is:
 * a part that nothing separates from the one before it. What was found in the words behind it is left out.
 */
export function explainJoinedParts(
  diagnostics: readonly Diagnostic[],
  { items, source }: ScenarioDocument,
): readonly Diagnostic[] {
  if (diagnostics.length === 0) return diagnostics;
  const joined = joinedIn(items, "scenario");
  let end = 0;
  return diagnostics.flatMap((diagnostic): readonly Diagnostic[] => {
    const { span, severity, parameters } = diagnostic;
    if (span.start < end && diagnostic.code !== "more-diagnostics") return [];
    // Where a word near it was meant, as in `ip6 rule`, that says more.
    const isOwn = severity === "error" && parameters["nearest"] === undefined;
    const found = isOwn ? joined.get(`${span.start} ${span.end}`) : undefined;
    if (found === undefined) return [diagnostic];
    end = found.end;
    const word = source.text.slice(span.start, span.end);
    return [errorAt(span, "joined-parts", { word, block: found.block })];
  });
}

function joinedIn(items: readonly Item[], block: string): ReadonlyMap<string, JoinedPart> {
  const found = new Map<string, JoinedPart>();
  // Outside of blocks and in the play, names and programs' own words follow.
  const holdsParts = block !== "scenario" && block !== "play";
  for (const statement of statementsOf(items)) {
    const end = statement.words.at(-1)?.span.end ?? 0;
    if (holdsParts)
      for (const { text, quoted, span } of statement.words.slice(1))
        if (!quoted && isPart(block, text)) found.set(`${span.start} ${span.end}`, { block, end });
    const keyword = keywordOf(statement);
    const inner = [`${block} ${keyword}`, keyword].find((name) => vocabularyOf(name) !== null);
    if (inner === undefined || block === "play" || statement.block?.kind !== "block") continue;
    for (const [place, part] of joinedIn(statement.block.items, inner)) found.set(place, part);
  }
  return found;
}
