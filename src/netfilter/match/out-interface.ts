import type { MatchForm } from "./form.js";
import {
  interfaceHolds,
  interfaceMiss,
  printInterface,
  readInterface,
} from "./interface-clause.js";
import type { InterfaceClause } from "./interface-clause.js";

/** `-o`: the device that the packet is to leave by. */
export interface OutInterfaceMatch extends InterfaceClause {
  readonly kind: "out-interface";
}

/** The form of `-o`. */
export const outInterface: MatchForm<OutInterfaceMatch> = {
  module: null,
  options: { "-o": 1, "--out-interface": 1 },
  read(given, reading) {
    const clause = readInterface(given, reading);
    return clause === null ? null : { kind: "out-interface", ...clause };
  },
  print: (match) => printInterface("-o", match),
  holds: (match, { output }) => interfaceHolds(match, output),
  miss: (match, { output }) => interfaceMiss("-o", match, output),
};
