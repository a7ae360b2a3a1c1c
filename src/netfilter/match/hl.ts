import { printModule } from "./clause.js";
import type { MatchForm } from "./form.js";
import { hopsHold, printHops, readHops } from "./hop-clause.js";
import type { HopClause } from "./hop-clause.js";

/** `-m hl`: the hop limit of an IPv6 packet. */
export interface HlMatch extends HopClause {
  readonly kind: "hl";
}

/** The form of `-m hl`. */
export const hl: MatchForm<HlMatch> = {
  module: "hl",
  options: { "--hl-eq": 1, "--hl": 1, "--hl-lt": 1, "--hl-gt": 1 },
  read(given, reading) {
    const clause = readHops(given, reading);
    return clause === null ? null : { kind: "hl", ...clause };
  },
  print: (match) => printModule("hl", [printHops("--hl", match)]),
  holds: (match, { headers }) => hopsHold(match, headers.ttl),
  miss: (match, { headers }) => ({
    clause: printHops("--hl", match),
    found: String(headers.ttl),
  }),
};
