import type { BridgePorts } from "../socket-buffer.js";
import { optionNamed, printClause, printModule } from "./clause.js";
import type { GivenOption, MatchForm, Reading } from "./form.js";

/** `-m physdev`: the ports of the bridge that a bridged packet came in by and leaves by. */
export interface PhysdevMatch {
  readonly kind: "physdev";
  /** In the order in which the kernel asks them. */
  readonly clauses: readonly PhysdevClause[];
}

interface PhysdevClause {
  readonly option: (typeof ASKED)[number];
  readonly negated: boolean;
  /** The port's name, a final `+` for any ending; empty where none is asked for. */
  readonly device: string;
}

// linux net/netfilter/xt_physdev.c: physdev_mt; libxt_physdev prints in another order.
const ASKED = [
  "--physdev-is-bridged",
  "--physdev-is-in",
  "--physdev-is-out",
  "--physdev-in",
  "--physdev-out",
] as const;
const PRINTED: readonly (typeof ASKED)[number][] = [
  "--physdev-is-in",
  "--physdev-in",
  "--physdev-is-out",
  "--physdev-out",
  "--physdev-is-bridged",
];
const LONGEST = 15;

/** The form of `-m physdev`. */
export const physdev: MatchForm<PhysdevMatch> = {
  module: "physdev",
  options: {
    "--physdev-is-bridged": 0,
    "--physdev-is-in": 0,
    "--physdev-is-out": 0,
    "--physdev-in": 1,
    "--physdev-out": 1,
  },
  read(given, reading) {
    const clauses: PhysdevClause[] = [];
    for (const option of ASKED) {
      const clause = readClause(option, optionNamed(given, option), reading);
      if (clause === undefined) return null;
      if (clause !== null) clauses.push(clause);
    }
    return clauses.length === 0 ? null : { kind: "physdev", clauses };
  },
  print: ({ clauses }) =>
    printModule(
      "physdev",
      PRINTED.map((name) => {
        const clause = clauses.find(({ option }) => option === name);
        return clause === undefined ? null : clauseText(clause);
      }),
    ),
  holds({ clauses }, { surroundings }) {
    if (surroundings === null) return null;
    return clauses.every((clause) => clauseHolds(clause, surroundings.buffer.bridged));
  },
  miss({ clauses }, { surroundings }) {
    const bridged = surroundings?.buffer.bridged ?? null;
    const failed = clauses.find((clause) => !clauseHolds(clause, bridged));
    if (failed === undefined) return { clause: "", found: "" };
    const asksIn = failed.option === "--physdev-in" || failed.option === "--physdev-is-in";
    const port = asksIn ? bridged?.input : bridged?.output;
    return { clause: clauseText(failed), found: port ?? "-" };
  },
};

function clauseText({ option, negated, device }: PhysdevClause): string {
  return printClause(option, negated, device);
}

// A packet that no bridge carries has neither port, and fits where every clause is negated.
function clauseHolds(clause: PhysdevClause, bridged: BridgePorts | null): boolean {
  const { option, negated, device } = clause;
  switch (option) {
    case "--physdev-is-bridged":
    case "--physdev-is-out":
      return ((bridged?.output ?? null) !== null) !== negated;
    case "--physdev-is-in":
      return ((bridged?.input ?? null) !== null) !== negated;
    case "--physdev-in":
      return isNamed(device, bridged?.input ?? null) !== negated;
    case "--physdev-out":
      return isNamed(device, bridged?.output ?? null) !== negated;
  }
}

function isNamed(device: string, port: string | null): boolean {
  if (port === null) return false;
  return device.endsWith("+") ? port.startsWith(device.slice(0, -1)) : port === device;
}

// Null where the option is not given, undefined after a mistake.
function readClause(
  option: PhysdevClause["option"],
  given: GivenOption | undefined,
  reading: Reading,
): PhysdevClause | null | undefined {
  if (given === undefined) return null;
  const word = given.values[0];
  if (word !== undefined && word.text.length > LONGEST) {
    reading.mistake(word, "rules-long-device", { limit: LONGEST });
    return undefined;
  }
  return { option, negated: given.negated, device: word?.text ?? "" };
}
