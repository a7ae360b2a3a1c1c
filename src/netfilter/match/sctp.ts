import { chunksHold, printChunks, readChunks } from "./chunk-clause.js";
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
  holds(match, { headers }) {
    if (!portsHold(match, headers)) return false;
    const { transport } = headers;
    if (match.chunks === null) return true;
    return transport.protocol === "sctp" && chunksHold(match.chunks, transport.chunks);
  },
  miss(match, { headers }) {
    const miss = portsMiss(match, headers);
    if (miss !== null) return miss;
    const { transport } = headers;
    if (transport.protocol !== "sctp" || match.chunks === null)
      return { clause: sctp.print(match), found: transport.protocol };
    const found = transport.chunks.map(({ type }) => type).join(",");
    return { clause: printChunks(match.chunks), found };
  },
};
