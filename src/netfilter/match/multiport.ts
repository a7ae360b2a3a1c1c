import type { Evidence, MatchForm } from "./form.js";
import { hasPorts } from "../../packet/ports.js";
import { isLaterPiece, parsePortRange } from "./port-clause.js";

/** `-m multiport`: one of up to fifteen ports or ranges. */
export interface MultiportMatch {
  readonly kind: "multiport";
  readonly negated: boolean;
  /** Which of the packet's ports must be among them. */
  readonly side: "source" | "destination" | "either";
  readonly ranges: readonly (readonly [number, number])[];
}

// A range takes two of these places (XT_MULTI_PORTS).
const MOST_PORTS = 15;
const OPTION = { source: "--sports", destination: "--dports", either: "--ports" } as const;

/** The form of `-m multiport`. */
export const multiport: MatchForm<MultiportMatch> = {
  module: "multiport",
  options: {
    "--sports": 1,
    "--source-ports": 1,
    "--dports": 1,
    "--destination-ports": 1,
    "--ports": 1,
    "--port": 1,
  },
  read(given, reading) {
    const [option] = given;
    const word = option?.values[0];
    if (option === undefined || word === undefined) return null;
    const ranges = word.text.split(",").map((part) => parsePortRange(part));
    const known = ranges.filter((range) => range !== null);
    // A range must have both ends here.
    if (known.length !== ranges.length || /:(,|$)|(^|,):/.test(word.text))
      return reading.mistake(word, "rules-not-a-port");
    const places = word.text.split(/[,:]/).length;
    if (places > MOST_PORTS)
      return reading.mistake(word, "rules-too-many-ports", { max: MOST_PORTS });
    const side = option.name.text.startsWith("--s")
      ? "source"
      : option.name.text.startsWith("--d")
        ? "destination"
        : "either";
    return { kind: "multiport", negated: option.negated, side, ranges: known };
  },
  print: (match) => `-m multiport ${clauseOf(match)}`,
  holds(match, { headers }) {
    const { transport } = headers;
    if (!hasPorts(transport) || isLaterPiece(headers)) return false;
    const { sourcePort, destinationPort } = transport;
    const among = (port: number): boolean =>
      match.ranges.some(([first, last]) => port >= first && port <= last);
    const fits =
      (match.side !== "destination" && among(sourcePort)) ||
      (match.side !== "source" && among(destinationPort));
    return fits !== match.negated;
  },
  miss: (match, evidence) => ({ clause: clauseOf(match), found: portsFound(match, evidence) }),
};

function clauseOf({ negated, side, ranges }: MultiportMatch): string {
  const list = ranges.map(([first, last]) => (first === last ? first : `${first}:${last}`));
  return `${negated ? "! " : ""}${OPTION[side]} ${list.join(",")}`;
}

function portsFound({ side }: MultiportMatch, { headers: { transport } }: Evidence): string {
  if (!hasPorts(transport)) return transport.protocol;
  const { sourcePort, destinationPort } = transport;
  if (side === "source") return String(sourcePort);
  return side === "destination" ? String(destinationPort) : `${sourcePort},${destinationPort}`;
}
