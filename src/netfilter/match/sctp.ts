import { readChunks, printChunks } from "./chunk-clause.js";
import type { ChunkClause } from "./chunk-clause.js";
import { optionNamed, printModule } from "./clause.js";
import type { MatchForm } from "./form.js";
import { PORT_OPTIONS, portsHold, portsMiss, printPorts, readPorts } from "./port-clause.js";
import type { PortClauses } from "./port-clause.js";

/** `-m sctp`: the ports and chunks of an SCTP packet. */
export interface SctpMatch extends PortClauses {
  readonly kind: "sctp";
  readonly chunks: ChunkClause | null;
}

/** The form of `-m sctp`. */
export const sctp: MatchForm<SctpMatch> = {
  module: "sctp",
  options: { ...PORT_OPTIONS, "--chunk-types": 2 },
  read(given, reading) {
    const ports = readPorts(given, reading);
    const chunks = readChunks(optionNamed(given, "--chunk-types"), reading);
    return ports === null || chunks === undefined ? null : { kind: "sctp", ...ports, chunks };
  },
  print: (match) =>
    printModule(`sctp${printPorts(match)}`, [
      match.chunks === null ? null : printChunks(match.chunks),
    ]),
  // What chunks a packet has is not known here.
  holds: (match, { headers }) => portsHold(match, headers) && (match.chunks === null ? true : null),
  miss: (match, { headers }) =>
    portsMiss(match, headers) ?? {
      clause: printPorts(match).trim(),
      found: headers.transport.protocol,
    },
};
