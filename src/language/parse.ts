import type { SourceText } from "../base/source-span.js";
import { arrange } from "./arrange.js";
import { parse } from "./generated/scenario.js";
import type { Piece } from "./piece.js";
import type { ScenarioDocument } from "./syntax.js";
import { isPart, isVerbatim } from "./vocabulary.js";

/** The tree of a scenario's text. Every text has one; what is wrong with its shape is marked in it. */
export function parseScenario(source: SourceText): ScenarioDocument {
  const pieces = parse(source.text, {
    grammarSource: source.name,
    isVerbatim,
    isTop: (word: string): boolean => isPart("scenario", word),
    isPart,
  });
  // The grammar's own shape, which its types cannot say.
  return { source, items: arrange(pieces as readonly Piece[], "scenario") };
}
