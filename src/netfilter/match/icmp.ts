import type { Family } from "../../base/address.js";
import { icmpNames, icmpNumbers } from "./icmp-name.js";
import { isLaterPiece } from "./port-clause.js";
import type { Evidence, GivenOption, MatchForm, Miss, Reading } from "./form.js";

/** The type of an ICMP message, and the code where one is asked for. */
interface TypeClause {
  readonly negated: boolean;
  /** Null for any type. */
  readonly type: number | null;
  /** Null for any code. */
  readonly code: number | null;
}

/** `-m icmp`: the type of an ICMP message. */
export interface IcmpMatch extends TypeClause {
  readonly kind: "icmp";
}

/** `-m icmp6`: the type of an ICMPv6 message. */
export interface Icmp6Match extends TypeClause {
  readonly kind: "icmp6";
}

// The type that stands for any (iptables alone; the kernel takes it so).
const ANY = 255;

/** The form of `-m icmp`. */
export const icmp: MatchForm<IcmpMatch> = {
  module: "icmp",
  options: { "--icmp-type": 1 },
  read(given, reading) {
    const clause = readType(given, reading, "ipv4");
    return clause === null ? null : { kind: "icmp", ...clause };
  },
  print: (match) => `-m icmp ${printType("--icmp-type", match)}`,
  holds: typeHolds,
  miss: (match, evidence) => typeMiss(printType("--icmp-type", match), evidence),
};

/** The form of `-m icmp6`. */
export const icmp6: MatchForm<Icmp6Match> = {
  module: "icmp6",
  options: { "--icmpv6-type": 1 },
  read(given, reading) {
    const clause = readType(given, reading, "ipv6");
    return clause === null ? null : { kind: "icmp6", ...clause };
  },
  print: (match) => `-m icmp6 ${printType("--icmpv6-type", match)}`,
  holds: typeHolds,
  miss: (match, evidence) => typeMiss(printType("--icmpv6-type", match), evidence),
};

function readType(
  given: readonly GivenOption[],
  reading: Reading,
  family: Family,
): TypeClause | null {
  const asked = given[0]?.values[0];
  const negated = given[0]?.negated ?? false;
  if (asked === undefined) return null;
  const text = icmpNumbers(asked.text, family) ?? asked.text;
  const [type = "", code, ...rest] = text.split("/");
  if (!isByte(type) || !(code === undefined || isByte(code)) || rest.length > 0)
    return reading.mistake(asked, "rules-not-an-icmp-type", { expected: icmpNames(family) });
  if (family === "ipv4" && Number(type) === ANY) return { negated, type: null, code: null };
  return { negated, type: Number(type), code: code === undefined ? null : Number(code) };
}

function isByte(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= 255;
}

function printType(option: string, { negated, type, code }: TypeClause): string {
  return `${negated ? "! " : ""}${option} ${type ?? "any"}${code === null ? "" : `/${code}`}`;
}

function typeHolds({ negated, type, code }: TypeClause, { headers }: Evidence): boolean {
  const { transport } = headers;
  if (transport.protocol !== "icmp" || isLaterPiece(headers)) return false;
  const fits =
    (type === null || transport.type === type) && (code === null || transport.code === code);
  return fits !== negated;
}

function typeMiss(clause: string, { headers: { transport } }: Evidence): Miss {
  if (transport.protocol !== "icmp") return { clause, found: transport.protocol };
  return { clause, found: `${transport.type}/${transport.code}` };
}
