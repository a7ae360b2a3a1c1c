import type { MatchForm } from "./form.js";
import { PORT_OPTIONS, portsHold, portsMiss, printPorts, readPorts } from "./port-clause.js";
import type { PortClauses } from "./port-clause.js";

/** `-m sctp`: the ports of a SCTP packet. */
export interface SctpMatch extends PortClauses {
  readonly kind: "sctp";
}

/** The form of `-m sctp`. */
export const sctp: MatchForm<SctpMatch> = {
  module: "sctp",
  options: PORT_OPTIONS,
  read(given, reading) {
    const ports = readPorts(given, reading);
    return ports === null ? null : { kind: "sctp", ...ports };
  },
  print: (match) => `-m sctp${printPorts(match)}`,
  holds: (match, { headers }) => portsHold(match, headers),
  miss: (match, { headers }) =>
    portsMiss(match, headers) ?? {
      clause: printPorts(match).trim(),
      found: headers.transport.protocol,
    },
};
