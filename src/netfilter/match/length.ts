import { packetLength } from "../../packet/packet-length.js";
import { printClause, printModule } from "./clause.js";
import type { MatchForm } from "./form.js";
import { isWithin, parseRange, printRange } from "./number-range.js";
import type { NumberRange } from "./number-range.js";

/** `-m length`: how long the packet is, its IP header included. */
export interface LengthMatch {
  readonly kind: "length";
  readonly negated: boolean;
  readonly range: NumberRange;
}

const LONGEST = 0xffff;

/** The form of `-m length`. */
export const length: MatchForm<LengthMatch> = {
  module: "length",
  options: { "--length": 1 },
  read(given, reading) {
    const [option] = given;
    const word = option?.values[0];
    if (option === undefined || word === undefined) return null;
    const range = parseRange(word.text, LONGEST);
    if (range === null) return reading.mistake(word, "rules-not-a-number");
    return { kind: "length", negated: option.negated, range };
  },
  print: (match) => printModule("length", [clauseOf(match)]),
  holds: ({ negated, range }, { headers }) => isWithin(range, packetLength(headers)) !== negated,
  miss: (match, { headers }) => ({ clause: clauseOf(match), found: String(packetLength(headers)) }),
};

function clauseOf({ negated, range }: LengthMatch): string {
  return printClause("--length", negated, printRange(range));
}
