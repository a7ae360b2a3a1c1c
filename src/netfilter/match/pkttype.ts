import { printClause, printModule } from "./clause.js";
import type { Evidence, MatchForm } from "./form.js";

/** `-m pkttype`: whom the frame was for. */
export interface PkttypeMatch {
  readonly kind: "pkttype";
  readonly negated: boolean;
  readonly type: string;
}

const TYPES: Readonly<Record<string, string>> = {
  unicast: "unicast",
  host: "unicast",
  broadcast: "broadcast",
  bcast: "broadcast",
  multicast: "multicast",
  mcast: "multicast",
  otherhost: "otherhost",
  "to-other": "otherhost",
};

/** The form of `-m pkttype`. */
export const pkttype: MatchForm<PkttypeMatch> = {
  module: "pkttype",
  options: { "--pkt-type": 1 },
  read(given, reading) {
    const [option] = given;
    const word = option?.values[0];
    if (option === undefined || word === undefined) return null;
    const type = TYPES[word.text.toLowerCase()];
    if (type === undefined)
      return reading.mistake(word, "rules-not-a-packet-type", { expected: Object.keys(TYPES) });
    return { kind: "pkttype", negated: option.negated, type };
  },
  print: (match) => printModule("pkttype", [clauseOf(match)]),
  holds(match, evidence) {
    const found = typeOf(evidence);
    return found === null ? null : (found === match.type) !== match.negated;
  },
  miss: (match, evidence) => ({ clause: clauseOf(match), found: typeOf(evidence) ?? "" }),
};

function clauseOf({ negated, type }: PkttypeMatch): string {
  return printClause("--pkt-type", negated, type);
}

// linux net/ethernet/eth.c: eth_type_trans goes by the destination of the frame; what the host makes itself counts as
// its own. A bridge passes frames for others on as if they were for the host (br_netfilter_hooks.c).
function typeOf({ surroundings }: Evidence): string | null {
  if (surroundings === null) return null;
  const destination = surroundings.buffer.link?.destination.toLowerCase();
  if (destination === undefined) return "unicast";
  if (destination === "ff:ff:ff:ff:ff:ff") return "broadcast";
  return Number.parseInt(destination.slice(0, 2), 16) % 2 === 1 ? "multicast" : "unicast";
}
