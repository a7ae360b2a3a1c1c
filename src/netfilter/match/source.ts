import { addressHolds, addressMiss, printAddress, readAddress } from "./address-clause.js";
import type { AddressClause } from "./address-clause.js";
import type { MatchForm } from "./form.js";

/** `-s`: the packet's source address. */
export interface SourceMatch extends AddressClause {
  readonly kind: "source";
}

/** The form of `-s`. */
export const source: MatchForm<SourceMatch> = {
  module: null,
  options: { "-s": 1, "--source": 1, "--src": 1 },
  read(given, reading) {
    const clause = readAddress(given, reading);
    return clause === null ? null : { kind: "source", ...clause };
  },
  print: (match) => printAddress("-s", match),
  holds: (match, { headers }) => addressHolds(match, headers.source),
  miss: (match, { headers }) => addressMiss("-s", match, headers.source),
};
