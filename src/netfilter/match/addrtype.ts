import type { Evidence, GivenOption, MatchForm, Reading } from "./form.js";

/** `-m addrtype`: the types of the packet's addresses in the host's routing tables. */
export interface AddrtypeMatch {
  readonly kind: "addrtype";
  readonly source: TypeClause | null;
  readonly destination: TypeClause | null;
}

/** `! --dst-type LOCAL`. */
export interface TypeClause {
  readonly negated: boolean;
  readonly types: readonly string[];
}

// In the order in which iptables-save lists them (libxt_addrtype).
const TYPES = [
  "UNSPEC",
  "UNICAST",
  "LOCAL",
  "BROADCAST",
  "ANYCAST",
  "MULTICAST",
  "BLACKHOLE",
  "UNREACHABLE",
  "PROHIBIT",
  "THROW",
  "NAT",
  "XRESOLVE",
];

/** The form of `-m addrtype`. */
export const addrtype: MatchForm<AddrtypeMatch> = {
  module: "addrtype",
  options: { "--src-type": 1, "--dst-type": 1 },
  read(given, reading) {
    let source: TypeClause | null = null;
    let destination: TypeClause | null = null;
    for (const option of given) {
      const clause = readTypes(option, reading);
      if (clause === null) return null;
      if (option.name.text === "--src-type") source = clause;
      else destination = clause;
    }
    return { kind: "addrtype", source, destination };
  },
  print({ source, destination }) {
    const clauses = [
      ...(source === null ? [] : [printTypes("--src-type", source)]),
      ...(destination === null ? [] : [printTypes("--dst-type", destination)]),
    ];
    return `-m addrtype ${clauses.join(" ")}`;
  },
  holds: ({ source, destination }, evidence) =>
    typeHolds(source, evidence.sourceType) && typeHolds(destination, evidence.destinationType),
  miss: ({ source, destination }, evidence) =>
    source !== null && !typeHolds(source, evidence.sourceType)
      ? { clause: printTypes("--src-type", source), found: evidence.sourceType }
      : destinationMiss(destination, evidence),
};

function destinationMiss(
  clause: TypeClause | null,
  { destinationType }: Evidence,
): { clause: string; found: string } {
  return {
    clause: clause === null ? "" : printTypes("--dst-type", clause),
    found: destinationType,
  };
}

function readTypes(option: GivenOption, reading: Reading): TypeClause | null {
  const word = option.values[0];
  if (word === undefined) return null;
  const given = word.text.toUpperCase().split(",");
  const wrong = given.find((type) => !TYPES.includes(type));
  if (wrong !== undefined)
    return reading.mistake(word, "rules-not-an-address-type", { found: wrong, expected: TYPES });
  return { negated: option.negated, types: TYPES.filter((type) => given.includes(type)) };
}

function typeHolds(clause: TypeClause | null, type: string): boolean {
  return clause === null || clause.types.includes(type) !== clause.negated;
}

function printTypes(option: string, { negated, types }: TypeClause): string {
  return `${negated ? "! " : ""}${option} ${types.join(",")}`;
}
