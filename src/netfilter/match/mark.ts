import { printClause } from "./clause.js";
import type { MatchForm } from "./form.js";
import { parseMasked, printBits, printMasked } from "./marks.js";
import type { MaskedValue } from "./marks.js";

/** `-m mark`: the packet's mark, as far as the mask says. */
export interface MarkMatch extends MaskedValue {
  readonly kind: "mark";
  readonly negated: boolean;
}

/** The form of `-m mark`. */
export const mark: MatchForm<MarkMatch> = {
  module: "mark",
  options: { "--mark": 1 },
  read(given, reading) {
    const [option] = given;
    const word = option?.values[0];
    if (option === undefined || word === undefined) return null;
    const masked = parseMasked(word.text);
    if (masked === null) return reading.mistake(word, "rules-not-a-mark");
    return { kind: "mark", negated: option.negated, ...masked };
  },
  print: (match) => `-m mark ${clauseOf(match)}`,
  holds: ({ negated, value, mask }, evidence) =>
    ((evidence.mark & mask) >>> 0 === value) !== negated,
  miss: (match, evidence) => ({ clause: clauseOf(match), found: printBits(evidence.mark) }),
};

function clauseOf(match: MarkMatch): string {
  return printClause("--mark", match.negated, printMasked(match));
}
