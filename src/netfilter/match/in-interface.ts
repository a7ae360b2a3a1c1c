import type { MatchForm } from "./form.js";
import {
  interfaceHolds,
  interfaceMiss,
  printInterface,
  readInterface,
} from "./interface-clause.js";
import type { InterfaceClause } from "./interface-clause.js";

/** `-i`: the device that the packet came in by. */
export interface InInterfaceMatch extends InterfaceClause {
  readonly kind: "in-interface";
}

/** The form of `-i`. */
export const inInterface: MatchForm<InInterfaceMatch> = {
  module: null,
  options: { "-i": 1, "--in-interface": 1 },
  read(given, reading) {
    const clause = readInterface(given, reading);
    return clause === null ? null : { kind: "in-interface", ...clause };
  },
  print: (match) => printInterface("-i", match),
  holds: (match, { input }) => interfaceHolds(match, input),
  miss: (match, { input }) => interfaceMiss("-i", match, input),
};
