import type { Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";
import type { GivenOption, Reading } from "./form.js";

/** `! --dport 8000:8080`: the condition on one of the packet's ports. */
export interface PortClause {
  readonly negated: boolean;
  readonly first: number;
  readonly last: number;
}

/** The two conditions on ports that tcp, udp and sctp have in common. */
export interface PortClauses {
  readonly source: PortClause | null;
  readonly destination: PortClause | null;
}

/** The options of ports, with the number of words that each takes. */
export const PORT_OPTIONS: Readonly<Record<string, number>> = {
  "--sport": 1,
  "--source-port": 1,
  "--dport": 1,
  "--destination-port": 1,
};

const LAST_PORT = 65535;

/** Reads `--sport` and `--dport` among the options given; null after a mistake. */
export function readPorts(given: readonly GivenOption[], reading: Reading): PortClauses | null {
  let source: PortClause | null = null;
  let destination: PortClause | null = null;
  for (const option of given) {
    if (PORT_OPTIONS[option.name.text] === undefined) continue;
    const clause = readPortClause(option, reading);
    if (clause === null) return null;
    if (option.name.text.startsWith("--s")) source = clause;
    else destination = clause;
  }
  return { source, destination };
}

/** `80`, `8000:8080`, `:1023`, `1024:`: a first and a last port. */
export function parsePortRange(text: string, separator = ":"): readonly [number, number] | null {
  const parts = text.split(separator);
  const [first = "", last = first] = parts;
  if (parts.length > 2 || !/^\d{0,5}$/.test(first) || !/^\d{0,5}$/.test(last)) return null;
  if (parts.length === 1 && first === "") return null;
  const range = [first === "" ? 0 : Number(first), last === "" ? 65535 : Number(last)] as const;
  return range[0] <= range[1] && range[1] <= 65535 ? range : null;
}

/** ` --sport 1024:65535 --dport 80` with a leading blank, as far as there are clauses. */
export function printPorts({ source, destination }: PortClauses): string {
  const clauses = [printPort("--sport", source), printPort("--dport", destination)];
  return clauses.map((clause) => (clause === "" ? "" : ` ${clause}`)).join("");
}

/** Whether the packet's ports fit; a packet without ports never does. */
export function portsHold({ source, destination }: PortClauses, packet: Packet): boolean {
  const { transport } = packet;
  if (isLaterPiece(packet)) return false;
  if (!hasPorts(transport)) return source === null && destination === null;
  return (
    (source === null || portHolds(source, transport.sourcePort)) &&
    (destination === null || portHolds(destination, transport.destinationPort))
  );
}

/** Whether a packet is a piece without the header that has the ports. */
export function isLaterPiece({ fragment }: Packet): boolean {
  return fragment !== null && fragment.offset > 0;
}

/** Why the ports do not fit: the source's clause is asked first. */
export function portsMiss(
  { source, destination }: PortClauses,
  { transport }: Packet,
): { clause: string; found: string } | null {
  if (!hasPorts(transport)) return null;
  if (source !== null && !portHolds(source, transport.sourcePort))
    return { clause: printPort("--sport", source), found: String(transport.sourcePort) };
  if (destination !== null && !portHolds(destination, transport.destinationPort))
    return { clause: printPort("--dport", destination), found: String(transport.destinationPort) };
  return null;
}

function portHolds({ negated, first, last }: PortClause, port: number): boolean {
  return (port >= first && port <= last) !== negated;
}

function printPort(option: string, clause: PortClause | null): string {
  if (clause === null) return "";
  const { negated, first, last } = clause;
  // iptables-save leaves out what any port fits.
  if (first === 0 && last === LAST_PORT && !negated) return "";
  return `${negated ? "! " : ""}${option} ${first === last ? first : `${first}:${last}`}`;
}

function readPortClause(option: GivenOption, reading: Reading): PortClause | null {
  const word = option.values[0];
  if (word === undefined) return null;
  const range = parsePortRange(word.text);
  if (range === null) return reading.mistake(word, "rules-not-a-port");
  return { negated: option.negated, first: range[0], last: range[1] };
}
