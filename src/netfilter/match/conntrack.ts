import { contains, parsePrefix } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import { parseAddress, widthOf } from "../../base/address.js";
import type { ConnectionEntry } from "../../trace/event/netfilter-event.js";
import { printStates, readStates, statesFound, statesHold } from "./connection-states.js";
import type { StateClause } from "./connection-states.js";
import type { Evidence, GivenOption, MatchForm, Reading } from "./form.js";
import { parsePortRange } from "./port-clause.js";

/** `-m conntrack`: what is known of the packet's connection. */
export interface ConntrackMatch {
  readonly kind: "conntrack";
  readonly states: StateClause | null;
  readonly clauses: readonly ConnectionClause[];
}

/** A condition on the connection's first tuple, or on the packet's direction in it. */
export type ConnectionClause =
  | {
      readonly option: "--ctdir";
      readonly negated: boolean;
      readonly direction: "ORIGINAL" | "REPLY";
    }
  | {
      readonly option: "--ctorigsrc" | "--ctorigdst";
      readonly negated: boolean;
      readonly prefix: Prefix;
    }
  | {
      readonly option: "--ctorigsrcport" | "--ctorigdstport";
      readonly negated: boolean;
      readonly range: readonly [number, number];
    };

// The order in which iptables-save prints them (libxt_conntrack).
const PRINTED: readonly string[] = [
  "--ctorigsrc",
  "--ctorigdst",
  "--ctorigsrcport",
  "--ctorigdstport",
  "--ctdir",
];

/** The form of `-m conntrack`. */
export const conntrack: MatchForm<ConntrackMatch> = {
  module: "conntrack",
  options: {
    "--ctstate": 1,
    "--ctdir": 1,
    "--ctorigsrc": 1,
    "--ctorigdst": 1,
    "--ctorigsrcport": 1,
    "--ctorigdstport": 1,
  },
  read(given, reading) {
    let states: StateClause | null = null;
    const clauses: ConnectionClause[] = [];
    for (const option of given) {
      if (option.name.text === "--ctstate") {
        states = readStates(option, reading);
        if (states === null) return null;
      } else {
        const clause = readClause(option, reading);
        if (clause === null) return null;
        clauses.push(clause);
      }
    }
    clauses.sort((a, b) => PRINTED.indexOf(a.option) - PRINTED.indexOf(b.option));
    return { kind: "conntrack", states, clauses };
  },
  print({ states, clauses }) {
    const all = [
      ...(states === null ? [] : [printStates("--ctstate", states)]),
      ...clauses.map(printClause),
    ];
    return `-m conntrack ${all.join(" ")}`;
  },
  // linux net/netfilter/xt_conntrack.c: the state is asked first, and is all there is to ask without a connection.
  holds({ states, clauses }, evidence) {
    if (states !== null && !statesHold(states, evidence)) return false;
    if (evidence.connection === null) return states !== null;
    let holds: boolean | null = true;
    for (const clause of clauses) {
      const each = clauseHolds(clause, evidence);
      if (each === false) return false;
      holds = each === null ? null : holds;
    }
    return holds;
  },
  miss({ states, clauses }, evidence) {
    if (states !== null && !statesHold(states, evidence))
      return { clause: printStates("--ctstate", states), found: statesFound(evidence) };
    const failed = clauses.find((clause) => clauseHolds(clause, evidence) !== true);
    return failed === undefined
      ? { clause: "", found: "" }
      : { clause: printClause(failed), found: clauseFound(failed, evidence) };
  },
};

function readClause(option: GivenOption, reading: Reading): ConnectionClause | null {
  const word = option.values[0];
  const name = option.name.text;
  const { negated } = option;
  if (word === undefined) return null;
  switch (name) {
    case "--ctdir":
      if (word.text === "ORIGINAL" || word.text === "REPLY")
        return { option: name, negated, direction: word.text };
      return reading.mistake(word, "rules-not-a-direction", { expected: ["ORIGINAL", "REPLY"] });
    case "--ctorigsrc":
    case "--ctorigdst": {
      const prefix = parsePrefix(word.text);
      if (prefix === null) return reading.mistake(word, "rules-not-an-address");
      return { option: name, negated, prefix };
    }
    case "--ctorigsrcport":
    case "--ctorigdstport": {
      const range = parsePortRange(word.text);
      if (range === null) return reading.mistake(word, "rules-not-a-port");
      return { option: name, negated, range };
    }
    default:
      return null;
  }
}

function printClause(clause: ConnectionClause): string {
  return `${clause.negated ? "! " : ""}${clause.option} ${printValue(clause)}`;
}

function printValue(clause: ConnectionClause): string {
  if ("direction" in clause) return clause.direction;
  if ("range" in clause) {
    const [first, last] = clause.range;
    return first === last ? String(first) : `${first}:${last}`;
  }
  const { base, length, family } = clause.prefix;
  return length === widthOf(family) ? base : `${base}/${length}`;
}

function clauseHolds(clause: ConnectionClause, evidence: Evidence): boolean | null {
  const { connection, direction } = evidence;
  if (connection === "unknown") return null;
  if (connection === null) return false;
  if ("direction" in clause)
    return (clause.direction.toLowerCase() === direction) !== clause.negated;
  if ("range" in clause) {
    const port = Number(valueOf(clause.option, connection));
    return (port >= clause.range[0] && port <= clause.range[1]) !== clause.negated;
  }
  const address = parseAddress(valueOf(clause.option, connection));
  return address !== null && contains(clause.prefix, address) !== clause.negated;
}

function clauseFound(clause: ConnectionClause, { connection, direction }: Evidence): string {
  if (connection === null || connection === "unknown") return "-";
  return "direction" in clause
    ? (direction ?? "-").toUpperCase()
    : valueOf(clause.option, connection);
}

function valueOf(option: ConnectionClause["option"], { original }: ConnectionEntry): string {
  switch (option) {
    case "--ctorigsrc":
      return original.source;
    case "--ctorigdst":
      return original.destination;
    case "--ctorigsrcport":
      return String(original.sourcePort);
    case "--ctorigdstport":
      return String(original.destinationPort);
    case "--ctdir":
      return "";
  }
}
