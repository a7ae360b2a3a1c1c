import { printClause, printModule } from "./clause.js";
import type { MatchForm } from "./form.js";
import { parseBits } from "./marks.js";
import { printByte, typeOfService } from "./type-of-service.js";

/** `-m dscp`: the packet's class of service. */
export interface DscpMatch {
  readonly kind: "dscp";
  readonly negated: boolean;
  readonly dscp: number;
}

const ASSURED = [1, 2, 3, 4].flatMap((level) =>
  [1, 2, 3].map((drop) => [`AF${level}${drop}`, level * 8 + drop * 2] as const),
);
const SELECTORS = [0, 1, 2, 3, 4, 5, 6, 7].map((level) => [`CS${level}`, level * 8] as const);

// RFC 2474, 2597 and 3246.
const CLASSES: ReadonlyMap<string, number> = new Map([
  ...SELECTORS,
  ["BE", 0],
  ...ASSURED,
  ["EF", 0x2e],
]);

/** The form of `-m dscp`. */
export const dscp: MatchForm<DscpMatch> = {
  module: "dscp",
  options: { "--dscp": 1, "--dscp-class": 1 },
  read(given, reading) {
    const [option] = given;
    const word = option?.values[0];
    if (option === undefined || word === undefined) return null;
    const value =
      option.name.text === "--dscp"
        ? parseBits(word.text)
        : (CLASSES.get(word.text.toUpperCase()) ?? null);
    if (value === null || value > 0x3f)
      return reading.mistake(word, "rules-not-a-dscp", { expected: [...CLASSES.keys()] });
    return { kind: "dscp", negated: option.negated, dscp: value };
  },
  print: (match) => printModule("dscp", [clauseOf(match)]),
  holds: ({ negated, dscp }, { headers }) => (typeOfService(headers) >> 2 === dscp) !== negated,
  miss: (match, { headers }) => ({
    clause: clauseOf(match),
    found: printByte(typeOfService(headers) >> 2),
  }),
};

function clauseOf({ negated, dscp }: DscpMatch): string {
  return printClause("--dscp", negated, printByte(dscp));
}
