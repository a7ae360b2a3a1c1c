import { printModule } from "./clause.js";
import {
  ASKED,
  PRINTED,
  printConnectionClause,
  readConnectionClause,
} from "./connection-clause.js";
import type { ConnectionClause } from "./connection-clause.js";
import { connectionFound, connectionHolds } from "./connection-holds.js";
import { printStates, readStates, statesFound, statesHold } from "./connection-states.js";
import type { StateClause } from "./connection-states.js";
import type { MatchForm } from "./form.js";

/** `-m conntrack`: what is known of the packet's connection. */
export interface ConntrackMatch {
  readonly kind: "conntrack";
  readonly states: StateClause | null;
  /** In the order in which the kernel asks them. */
  readonly clauses: readonly ConnectionClause[];
}

/** The form of `-m conntrack`. */
export const conntrack: MatchForm<ConntrackMatch> = {
  module: "conntrack",
  options: { "--ctstate": 1, ...Object.fromEntries(ASKED.map((option) => [option, 1])) },
  read(given, reading) {
    let states: StateClause | null = null;
    const clauses: ConnectionClause[] = [];
    for (const option of given) {
      if (option.name.text === "--ctstate") {
        states = readStates(option, reading);
        if (states === null) return null;
      } else {
        const clause = readConnectionClause(option, reading);
        if (clause === null) return null;
        clauses.push(clause);
      }
    }
    if (states === null && clauses.length === 0) return null;
    return { kind: "conntrack", states, clauses: inOrder(clauses, ASKED) };
  },
  print: ({ states, clauses }) =>
    printModule("conntrack", [
      states === null ? null : printStates("--ctstate", states),
      ...inOrder(clauses, PRINTED).map(printConnectionClause),
    ]),
  // linux net/netfilter/xt_conntrack.c: the state is asked first, and is all there is to ask without a connection.
  holds({ states, clauses }, evidence) {
    if (states !== null && !statesHold(states, evidence)) return false;
    if (states !== null && clauses.length === 0) return true;
    const { surroundings } = evidence;
    if (surroundings?.connection === null) return states !== null;
    for (const clause of clauses) {
      const holds = connectionHolds(clause, evidence);
      if (holds !== true) return holds;
    }
    return true;
  },
  miss({ states, clauses }, evidence) {
    if (states !== null && !statesHold(states, evidence))
      return { clause: printStates("--ctstate", states), found: statesFound(evidence) };
    const failed = clauses.find((clause) => connectionHolds(clause, evidence) !== true);
    return failed === undefined
      ? { clause: "", found: "" }
      : { clause: printConnectionClause(failed), found: connectionFound(failed, evidence) };
  },
};

function inOrder(
  clauses: readonly ConnectionClause[],
  order: readonly ConnectionClause["option"][],
): readonly ConnectionClause[] {
  return [...clauses].sort((a, b) => order.indexOf(a.option) - order.indexOf(b.option));
}
