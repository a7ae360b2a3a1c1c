import type { Family } from "../../base/address.js";
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

// The names of the types that people write (iptables -p icmp -h), each with its number.
const NAMES: Readonly<Record<Family, Readonly<Record<string, string>>>> = {
  ipv4: {
    "echo-reply": "0",
    pong: "0",
    "destination-unreachable": "3",
    "network-unreachable": "3/0",
    "host-unreachable": "3/1",
    "protocol-unreachable": "3/2",
    "port-unreachable": "3/3",
    "fragmentation-needed": "3/4",
    "source-quench": "4",
    redirect: "5",
    "echo-request": "8",
    ping: "8",
    "time-exceeded": "11",
    "ttl-exceeded": "11",
    "ttl-zero-during-transit": "11/0",
    "parameter-problem": "12",
  },
  ipv6: {
    "destination-unreachable": "1",
    "no-route": "1/0",
    "address-unreachable": "1/3",
    "port-unreachable": "1/4",
    "packet-too-big": "2",
    "time-exceeded": "3",
    "ttl-exceeded": "3",
    "parameter-problem": "4",
    "echo-request": "128",
    ping: "128",
    "echo-reply": "129",
    pong: "129",
    "router-solicitation": "133",
    "router-advertisement": "134",
    "neighbour-solicitation": "135",
    "neighbor-solicitation": "135",
    "neighbour-advertisement": "136",
    "neighbor-advertisement": "136",
    redirect: "137",
  },
};

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
  if (asked === undefined || asked.text === "any") return { negated, type: null, code: null };
  const numbers = /^(\d{1,3})(?:\/(\d{1,3}))?$/.exec(NAMES[family][asked.text] ?? asked.text);
  if (numbers === null)
    return reading.mistake(asked, "rules-not-an-icmp-type", {
      expected: Object.keys(NAMES[family]),
    });
  const code = numbers[2] === undefined ? null : Number(numbers[2]);
  return { negated, type: Number(numbers[1]), code };
}

function printType(option: string, { negated, type, code }: TypeClause): string {
  return `${negated ? "! " : ""}${option} ${type ?? "any"}${code === null ? "" : `/${code}`}`;
}

function typeHolds({ negated, type, code }: TypeClause, { headers }: Evidence): boolean {
  const { transport } = headers;
  if (transport.protocol !== "icmp") return false;
  const fits =
    (type === null || transport.type === type) && (code === null || transport.code === code);
  return fits !== negated;
}

function typeMiss(clause: string, { headers: { transport } }: Evidence): Miss {
  if (transport.protocol !== "icmp") return { clause, found: transport.protocol };
  return { clause, found: `${transport.type}/${transport.code}` };
}
