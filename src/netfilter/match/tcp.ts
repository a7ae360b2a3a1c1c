import type { TcpFlag } from "../../packet/packet.js";
import { optionNamed, printClause, printModule } from "./clause.js";
import type { Evidence, GivenOption, MatchForm, Reading } from "./form.js";
import { PORT_OPTIONS, portsHold, portsMiss, printPorts, readPorts } from "./port-clause.js";
import type { PortClauses } from "./port-clause.js";

/** `-m tcp`: the ports and flags of a TCP segment. */
export interface TcpMatch extends PortClauses {
  readonly kind: "tcp";
  readonly option: OptionClause | null;
  readonly flags: FlagClause | null;
}

/** `! --tcp-option 2`: whether an option of this number is there. */
export interface OptionClause {
  readonly negated: boolean;
  readonly number: number;
}

/** `--tcp-flags MASK SET`: of the flags in the mask, exactly these are set. */
export interface FlagClause {
  readonly negated: boolean;
  readonly mask: readonly string[];
  readonly set: readonly string[];
}

// In the order in which iptables-save lists them; URG is never set here.
const FLAGS = ["FIN", "SYN", "RST", "PSH", "ACK", "URG"];

/** The form of `-m tcp`. */
export const tcp: MatchForm<TcpMatch> = {
  module: "tcp",
  options: { ...PORT_OPTIONS, "--tcp-flags": 2, "--syn": 0, "--tcp-option": 1 },
  read(given, reading) {
    const ports = readPorts(given, reading);
    const flags = readFlags(given, reading);
    const option = readOption(optionNamed(given, "--tcp-option"), reading);
    if (ports === null || flags === undefined || option === undefined) return null;
    return { kind: "tcp", ...ports, option, flags };
  },
  print: (match) =>
    printModule(`tcp${printPorts(match)}`, [
      match.option === null ? null : printOption(match.option),
      match.flags === null ? null : printFlags(match.flags),
    ]),
  // Which options a segment has is not known here.
  holds(match, evidence) {
    if (!portsHold(match, evidence.headers)) return false;
    if (match.option !== null) return null;
    return flagsHold(match.flags, evidence);
  },
  miss(match, { headers }) {
    const miss = portsMiss(match, headers);
    if (miss !== null) return miss;
    if (headers.transport.protocol !== "tcp" || match.flags === null)
      return { clause: tcp.print(match), found: headers.transport.protocol };
    return { clause: printFlags(match.flags), found: listed(headers.transport.flags) };
  },
};

function flagsHold(clause: FlagClause | null, { headers }: Evidence): boolean {
  if (clause === null) return true;
  if (headers.transport.protocol !== "tcp") return false;
  const { flags } = headers.transport;
  const fits = clause.mask.every(
    (flag) => flags.includes(flag as TcpFlag) === clause.set.includes(flag),
  );
  return fits !== clause.negated;
}

function printFlags({ negated, mask, set }: FlagClause): string {
  return `${negated ? "! " : ""}--tcp-flags ${listed(mask)} ${listed(set)}`;
}

function listed(flags: readonly string[]): string {
  return FLAGS.filter((flag) => flags.includes(flag)).join(",") || "NONE";
}

function printOption({ negated, number }: OptionClause): string {
  return printClause("--tcp-option", negated, number);
}

// Null where the option is not given, undefined after a mistake.
function readOption(
  option: GivenOption | undefined,
  reading: Reading,
): OptionClause | null | undefined {
  const word = option?.values[0];
  if (option === undefined || word === undefined) return null;
  const number = /^\d{1,3}$/.test(word.text) ? Number(word.text) : 0;
  if (number >= 1 && number <= 255) return { negated: option.negated, number };
  reading.mistake(word, "rules-not-a-number");
  return undefined;
}

function readFlags(given: readonly GivenOption[], reading: Reading): FlagClause | null | undefined {
  let clause: FlagClause | null = null;
  for (const { name, negated, values } of given) {
    if (name.text === "--syn")
      clause = { negated, mask: ["SYN", "RST", "ACK", "FIN"], set: ["SYN"] };
    if (name.text !== "--tcp-flags") continue;
    const lists = values.map((word) => flagList(word.text));
    const wrong = lists.findIndex((list) => list === null);
    const at = values[wrong];
    if (at !== undefined) {
      reading.mistake(at, "rules-not-tcp-flags", { expected: FLAGS });
      return undefined;
    }
    clause = { negated, mask: lists[0] ?? [], set: lists[1] ?? [] };
  }
  return clause;
}

function flagList(text: string): readonly string[] | null {
  if (text === "ALL") return FLAGS;
  if (text === "NONE") return [];
  const list = text.split(",");
  return list.every((flag) => FLAGS.includes(flag)) ? list : null;
}
