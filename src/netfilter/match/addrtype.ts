import type { Address } from "../../base/address.js";
import type { Evidence, GivenOption, MatchForm, Reading } from "./form.js";

/** `-m addrtype`: the types of the packet's addresses in the host's routing tables. */
export interface AddrtypeMatch {
  readonly kind: "addrtype";
  readonly source: TypeClause | null;
  readonly destination: TypeClause | null;
  /** The device that a local address must be of; null for any. */
  readonly limit: "in" | "out" | null;
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
  options: { "--src-type": 1, "--dst-type": 1, "--limit-iface-in": 0, "--limit-iface-out": 0 },
  read(given, reading) {
    let source: TypeClause | null = null;
    let destination: TypeClause | null = null;
    let limit: AddrtypeMatch["limit"] = null;
    for (const option of given) {
      if (option.name.text.startsWith("--limit-iface-")) {
        if (option.negated) return reading.mistake(option.name, "rules-not-negatable");
        limit = option.name.text === "--limit-iface-in" ? "in" : "out";
        continue;
      }
      const clause = readTypes(option, reading);
      if (clause === null) return null;
      if (option.name.text === "--src-type") source = clause;
      else destination = clause;
    }
    if (source === null && destination === null) return null;
    return { kind: "addrtype", source, destination, limit };
  },
  print({ source, destination, limit }) {
    const clauses = [
      ...(source === null ? [] : [printTypes("--src-type", source)]),
      ...(destination === null ? [] : [printTypes("--dst-type", destination)]),
      ...(limit === null ? [] : [`--limit-iface-${limit}`]),
    ];
    return `-m addrtype ${clauses.join(" ")}`;
  },
  holds({ source, destination, limit }, evidence) {
    const types = typesOf(limit, evidence);
    if (types === null) return null;
    return typeHolds(source, types.source) && typeHolds(destination, types.destination);
  },
  miss({ source, destination, limit }, evidence) {
    const types = typesOf(limit, evidence);
    if (source !== null && !typeHolds(source, types?.source ?? ""))
      return { clause: printTypes("--src-type", source), found: types?.source ?? "" };
    return {
      clause: destination === null ? "" : printTypes("--dst-type", destination),
      found: types?.destination ?? "",
    };
  },
};

// linux net/netfilter/xt_addrtype.c: with a device, addresses that are local elsewhere count as any other.
function typesOf(
  limit: AddrtypeMatch["limit"],
  evidence: Evidence,
): { readonly source: string; readonly destination: string } | null {
  if (limit === null) return { source: evidence.sourceType, destination: evidence.destinationType };
  const { surroundings, headers, input, output } = evidence;
  if (surroundings === null) return null;
  const device = limit === "in" ? input : output;
  const typeOf = (address: Address): string => surroundings.view.addressTypeOf(address, device);
  return { source: typeOf(headers.source), destination: typeOf(headers.destination) };
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
