import { addressHolds, addressMiss, printAddress, readAddress } from "./address-clause.js";
import type { AddressClause } from "./address-clause.js";
import type { MatchForm } from "./form.js";

/** `-d`: the packet's destination address. */
export interface DestinationMatch extends AddressClause {
  readonly kind: "destination";
}

/** The form of `-d`. */
export const destination: MatchForm<DestinationMatch> = {
  module: null,
  options: { "-d": 1, "--destination": 1, "--dst": 1 },
  read(given, reading) {
    const clause = readAddress(given, reading);
    return clause === null ? null : { kind: "destination", ...clause };
  },
  print: (match) => printAddress("-d", match),
  holds: (match, { headers }) => addressHolds(match, headers.destination),
  miss: (match, { headers }) => addressMiss("-d", match, headers.destination),
};
