import { errorAt } from "../base/diagnostic.js";
import type { Report } from "../base/diagnostic.js";
import { outerSpan } from "../base/inner-text.js";
import type { InnerText } from "../base/inner-text.js";
import { ANY_LIMIT } from "./yaml/read-any.js";
import type { YamlMistake } from "./yaml/read-any.js";

const LIMITS: Readonly<Record<string, number>> = {
  "yaml-too-long": ANY_LIMIT.text,
  "yaml-too-deep": ANY_LIMIT.depth,
  "yaml-too-many-aliases": ANY_LIMIT.expanded,
};

/** Reports what is wrong with the form of a document. */
export function reportYamlMistakes(
  text: InnerText,
  mistakes: readonly YamlMistake[],
  report: Report,
): void {
  for (const { code, start, end } of mistakes) {
    const limit = LIMITS[code];
    report(errorAt(outerSpan(text, { start, end }), code, limit === undefined ? {} : { limit }));
  }
}
