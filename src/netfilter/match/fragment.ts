import { printClause } from "./clause.js";
import type { MatchForm } from "./form.js";
import { isLaterPiece } from "./port-clause.js";

/** `-f`: the second and further pieces of a packet that was cut. */
export interface FragmentMatch {
  readonly kind: "fragment";
  readonly negated: boolean;
}

/** The form of `-f`. */
export const fragment: MatchForm<FragmentMatch> = {
  module: null,
  options: { "-f": 0, "--fragment": 0, "--fragments": 0 },
  read(given, reading) {
    const [option, again] = given;
    if (again !== undefined) return reading.mistake(again.name, "rules-repeated-option");
    if (option === undefined) return null;
    if (reading.family === "ipv6") return reading.mistake(option.name, "rules-unknown-option");
    return { kind: "fragment", negated: option.negated };
  },
  print: ({ negated }) => printClause("-f", negated),
  holds: ({ negated }, { headers }) => isLaterPiece(headers) !== negated,
  miss: (match, { headers }) => ({
    clause: fragment.print(match),
    found: String(headers.fragment?.offset ?? 0),
  }),
};
