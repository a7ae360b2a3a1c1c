import type { TcpSegment } from "../../packet/packet.js";

/** A TCP connection's state by conntrack's names. */
export type TcpState =
  | "NONE"
  | "SYN_SENT"
  | "SYN_RECV"
  | "ESTABLISHED"
  | "FIN_WAIT"
  | "CLOSE_WAIT"
  | "LAST_ACK"
  | "TIME_WAIT"
  | "CLOSE"
  | "SYN_SENT2";

/** What conntrack takes a segment for, by its flags. */
export type SegmentKind = "syn" | "syn-ack" | "fin" | "ack" | "rst" | "none";

/** The state after a segment; `ignore` lets it pass without a change, `invalid` denies that it belongs here. */
export type TcpStep = TcpState | "ignore" | "invalid";

const NAMES: Readonly<Record<string, TcpStep>> = {
  NO: "NONE",
  SS: "SYN_SENT",
  SR: "SYN_RECV",
  ES: "ESTABLISHED",
  FW: "FIN_WAIT",
  CW: "CLOSE_WAIT",
  LA: "LAST_ACK",
  TW: "TIME_WAIT",
  CL: "CLOSE",
  S2: "SYN_SENT2",
  IG: "ignore",
  IV: "invalid",
};

const COLUMNS: readonly TcpState[] = [
  "NONE",
  "SYN_SENT",
  "SYN_RECV",
  "ESTABLISHED",
  "FIN_WAIT",
  "CLOSE_WAIT",
  "LAST_ACK",
  "TIME_WAIT",
  "CLOSE",
  "SYN_SENT2",
];

// linux net/netfilter/nf_conntrack_proto_tcp.c: tcp_conntracks; one column per state before the segment.
const STEPS: Readonly<Record<"original" | "reply", Readonly<Record<SegmentKind, string>>>> = {
  original: {
    //         NO SS SR ES FW CW LA TW CL S2
    syn: "     SS SS IG IG IG IG IG SS SS S2",
    "syn-ack": "IV IV SR IV IV IV IV IV IV SR",
    fin: "     IV IV FW FW LA LA LA TW CL IV",
    ack: "     ES IV ES ES CW CW TW TW CL IV",
    rst: "     IV CL CL CL CL CL CL CL CL CL",
    none: "    IV IV IV IV IV IV IV IV IV IV",
  },
  reply: {
    //         NO SS SR ES FW CW LA TW CL S2
    syn: "     IV S2 IV IV IV IV IV SS IV S2",
    "syn-ack": "IV SR IG IG IG IG IG IG IG SR",
    fin: "     IV IV FW FW LA LA LA TW CL IV",
    ack: "     IV IG SR ES CW CW TW TW CL IG",
    rst: "     IV CL CL CL CL CL CL CL CL CL",
    none: "    IV IV IV IV IV IV IV IV IV IV",
  },
};

/** What conntrack takes a segment for. */
export function segmentKindOf({ flags }: TcpSegment): SegmentKind {
  if (flags.includes("RST")) return "rst";
  if (flags.includes("SYN")) return flags.includes("ACK") ? "syn-ack" : "syn";
  if (flags.includes("FIN")) return "fin";
  return flags.includes("ACK") ? "ack" : "none";
}

/** The state that a segment brings a connection to. */
export function tcpStep(
  state: TcpState,
  direction: "original" | "reply",
  segment: SegmentKind,
): TcpStep {
  const row = STEPS[direction][segment].trim().split(" ");
  return NAMES[row[COLUMNS.indexOf(state)] ?? ""] ?? "invalid";
}
