import { printClause, printModule } from "./clause.js";
import type { MatchForm } from "./form.js";
import { parseMasked, printBits, printMasked } from "./marks.js";
import type { MaskedValue } from "./marks.js";

/** `-m connmark`: the mark of the packet's connection, as far as the mask says. */
export interface ConnmarkMatch extends MaskedValue {
  readonly kind: "connmark";
  readonly negated: boolean;
}

/** The form of `-m connmark`. */
export const connmark: MatchForm<ConnmarkMatch> = {
  module: "connmark",
  options: { "--mark": 1 },
  read(given, reading) {
    const [option] = given;
    const word = option?.values[0];
    if (option === undefined || word === undefined) return null;
    const masked = parseMasked(word.text);
    if (masked === null) return reading.mistake(word, "rules-not-a-mark");
    return { kind: "connmark", negated: option.negated, ...masked };
  },
  print: (match) => printModule("connmark", [clauseOf(match)]),
  // linux net/netfilter/xt_connmark.c: a packet without a connection fits neither the clause nor its opposite.
  holds({ negated, value, mask }, { surroundings }) {
    if (surroundings === null) return null;
    const { connection } = surroundings;
    return connection !== null && ((connection.mark & mask) >>> 0 === value) !== negated;
  },
  miss(match, { surroundings }) {
    const connection = surroundings?.connection ?? null;
    const found = connection === null ? "-" : printBits(connection.mark);
    return { clause: clauseOf(match), found };
  },
};

function clauseOf(match: ConnmarkMatch): string {
  return printClause("--mark", match.negated, printMasked(match));
}
