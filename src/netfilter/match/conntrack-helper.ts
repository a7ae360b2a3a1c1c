import { printQuoted } from "../iptables/word.js";
import { printClause, printModule } from "./clause.js";
import type { MatchForm } from "./form.js";

/** `-m helper`: whether the connection was expected by conntrack's part for a protocol such as FTP. */
export interface HelperMatch {
  readonly kind: "helper";
  readonly negated: boolean;
  readonly name: string;
}

/** The form of `-m helper`. */
export const helper: MatchForm<HelperMatch> = {
  module: "helper",
  options: { "--helper": 1 },
  read(given) {
    const [option] = given;
    const word = option?.values[0];
    if (option === undefined || word === undefined) return null;
    return { kind: "helper", negated: option.negated, name: word.text };
  },
  print: (match) => printModule("helper", [clauseOf(match)]),
  // Expectations are not modelled, so no connection here has one that it was expected by (xt_helper.c: helper_mt).
  holds: ({ negated }) => negated,
  miss: (match) => ({ clause: clauseOf(match), found: "-" }),
};

function clauseOf({ negated, name }: HelperMatch): string {
  return printClause("--helper", negated, printQuoted(name));
}
