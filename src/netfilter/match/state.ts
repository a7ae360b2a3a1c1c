import { printStates, readStates, statesFound, statesHold } from "./connection-states.js";
import type { StateClause } from "./connection-states.js";
import type { MatchForm } from "./form.js";

/** `-m state --state`: the old name of `-m conntrack --ctstate`. */
export interface StateMatch extends StateClause {
  readonly kind: "state";
}

/** The form of `-m state`. */
export const state: MatchForm<StateMatch> = {
  module: "state",
  options: { "--state": 1 },
  read(given, reading) {
    const [option] = given;
    const clause = option === undefined ? null : readStates(option, reading);
    return clause === null ? null : { kind: "state", ...clause };
  },
  print: (match) => `-m state ${printStates("--state", match)}`,
  holds: statesHold,
  miss: (match, evidence) => ({
    clause: printStates("--state", match),
    found: statesFound(evidence),
  }),
};
