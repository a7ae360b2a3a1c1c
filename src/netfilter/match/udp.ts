import type { MatchForm } from "./form.js";
import { PORT_OPTIONS, portsHold, portsMiss, printPorts, readPorts } from "./port-clause.js";
import type { PortClauses } from "./port-clause.js";

/** `-m udp`: the ports of a UDP packet. */
export interface UdpMatch extends PortClauses {
  readonly kind: "udp";
}

/** The form of `-m udp`. */
export const udp: MatchForm<UdpMatch> = {
  module: "udp",
  options: PORT_OPTIONS,
  read(given, reading) {
    const ports = readPorts(given, reading);
    return ports === null ? null : { kind: "udp", ...ports };
  },
  print: (match) => `-m udp${printPorts(match)}`,
  holds: (match, { headers }) => portsHold(match, headers),
  miss: (match, { headers }) =>
    portsMiss(match, headers) ?? {
      clause: printPorts(match).trim(),
      found: headers.transport.protocol,
    },
};
