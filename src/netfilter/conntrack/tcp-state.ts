import type { TcpSegment } from "../../packet/packet.js";
import type { ConntrackSetting, ConntrackSettings } from "./settings.js";

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

/** What conntrack takes a segment for; `none` also where its flags make no sense together (tcp_valid_flags). */
export function segmentKindOf({ flags }: TcpSegment): SegmentKind {
  const [syn, fin, rst, ack] = (["SYN", "FIN", "RST", "ACK"] as const).map((flag) =>
    flags.includes(flag),
  );
  if ([syn, fin, rst].filter((flag) => flag).length > 1) return "none";
  if (rst) return "rst";
  if (syn) return ack ? "syn-ack" : "syn";
  if (!ack) return "none";
  return fin ? "fin" : "ack";
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

/** How long a connection in a state is kept when nobody speaks, in seconds (nf_conntrack_proto_tcp.c: tcp_timeouts). */
export function timeoutOf(state: TcpState, settings: ConntrackSettings): number {
  const setting = TIMEOUTS[state];
  return setting === null ? 0 : settings[setting];
}

const TIMEOUTS: Readonly<Record<TcpState, ConntrackSetting | null>> = {
  NONE: null,
  SYN_SENT: "tcp_timeout_syn_sent",
  SYN_RECV: "tcp_timeout_syn_recv",
  ESTABLISHED: "tcp_timeout_established",
  FIN_WAIT: "tcp_timeout_fin_wait",
  CLOSE_WAIT: "tcp_timeout_close_wait",
  LAST_ACK: "tcp_timeout_last_ack",
  TIME_WAIT: "tcp_timeout_time_wait",
  CLOSE: "tcp_timeout_close",
  // linux net/netfilter/nf_conntrack_standalone.c gives the second SYN the time of the first, and no sysctl of its own.
  SYN_SENT2: "tcp_timeout_syn_sent",
};

/** Whether a connection has ended, so that another may begin between the same ends. */
export function isOver(state: TcpState): boolean {
  return COLUMNS.indexOf(state) >= COLUMNS.indexOf("TIME_WAIT");
}

/** Whether a connection is about to end, and may go when room is needed (nf_conntrack_proto_tcp.c: tcp_can_early_drop). */
export function isClosing(state: TcpState): boolean {
  return CLOSING.has(state);
}

const CLOSING: ReadonlySet<TcpState> = new Set([
  "FIN_WAIT",
  "LAST_ACK",
  "TIME_WAIT",
  "CLOSE",
  "CLOSE_WAIT",
]);
