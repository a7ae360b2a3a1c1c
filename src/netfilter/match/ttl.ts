import { printModule } from "./clause.js";
import type { MatchForm } from "./form.js";
import { hopsHold, printHops, readHops } from "./hop-clause.js";
import type { HopClause } from "./hop-clause.js";

/** `-m ttl`: a packet's time to live. */
export interface TtlMatch extends HopClause {
  readonly kind: "ttl";
}

/** The form of `-m ttl`. */
export const ttl: MatchForm<TtlMatch> = {
  module: "ttl",
  options: { "--ttl-eq": 1, "--ttl": 1, "--ttl-lt": 1, "--ttl-gt": 1 },
  read(given, reading) {
    const clause = readHops(given, reading);
    return clause === null ? null : { kind: "ttl", ...clause };
  },
  print: (match) => printModule("ttl", [printHops("--ttl", match)]),
  holds: (match, { headers }) => hopsHold(match, headers.ttl),
  miss: (match, { headers }) => ({
    clause: printHops("--ttl", match),
    found: String(headers.ttl),
  }),
};
