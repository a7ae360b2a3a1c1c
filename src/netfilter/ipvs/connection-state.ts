import type { TcpFlag, Transport } from "../../packet/packet.js";
import type { IpvsConnectionEntry } from "../../trace/virtual-server.js";
import type { IpvsConnection } from "./connection.js";
import { sctpStep } from "./sctp-state.js";

/** TCP's states as IPVS keeps them (linux net/netfilter/ipvs/ip_vs_proto_tcp.c). */
type TcpState = (typeof STATES)[number];

const STATES = [
  "NONE",
  "ESTABLISHED",
  "SYN_SENT",
  "SYN_RECV",
  "FIN_WAIT",
  "TIME_WAIT",
  "CLOSE",
  "CLOSE_WAIT",
  "LAST_ACK",
  "LISTEN",
  "SYNACK",
] as const;

/** Seconds that a connection stays in a state (tcp_timeouts). */
const SECONDS: Readonly<Record<TcpState, number>> = {
  NONE: 2,
  ESTABLISHED: 900,
  SYN_SENT: 120,
  SYN_RECV: 60,
  FIN_WAIT: 120,
  TIME_WAIT: 120,
  CLOSE: 10,
  CLOSE_WAIT: 60,
  LAST_ACK: 30,
  LISTEN: 120,
  SYNACK: 120,
};

// tcp_state_active_table
const ACTIVE: ReadonlySet<TcpState> = new Set(["ESTABLISHED", "SYN_SENT", "SYN_RECV", "SYNACK"]);

// tcp_states: by direction and kind of segment, the next state of each state, in the order of STATES.
const NEXT: Readonly<Record<"in" | "out", Readonly<Record<SegmentKind, string>>>> = {
  in: {
    syn: "SR ES ES SR SR SR SR SR SR SR SR",
    fin: "CL CW SS TW TW TW CL CW LA LI TW",
    ack: "ES ES SS ES FW TW CL CW CL LI ES",
    rst: "CL CL CL SR CL CL CL CL LA LI SR",
  },
  out: {
    syn: "SS ES SS SR SS SS SS SS SS LI SR",
    fin: "TW FW SS TW FW TW CL TW LA LI TW",
    ack: "ES ES SS ES FW TW CL CW LA ES ES",
    rst: "CL CL SS CL CL TW CL CL CL CL CL",
  },
};

const SHORT: Readonly<Record<string, TcpState>> = {
  NO: "NONE",
  ES: "ESTABLISHED",
  SS: "SYN_SENT",
  SR: "SYN_RECV",
  FW: "FIN_WAIT",
  TW: "TIME_WAIT",
  CL: "CLOSE",
  CW: "CLOSE_WAIT",
  LA: "LAST_ACK",
  LI: "LISTEN",
};

type SegmentKind = "syn" | "fin" | "ack" | "rst";

// ip_vs_proto_udp.c: udp_timeouts
const UDP_SECONDS = 300;
const SECOND = 1_000_000;

/** A connection's state as it begins, before its first packet counts (ip_vs_conn.c: ip_vs_conn_new; conn_flags has IP_VS_CONN_F_INACTIVE). */
export const FRESH: {
  readonly state: string;
  readonly counts: IpvsConnectionEntry["counts"];
  readonly timeout: number;
} = { state: "NONE", counts: "inactive", timeout: 3 * SECOND };

/** The connection after one more of its packets. */
export function advanced(
  connection: IpvsConnection,
  direction: "in" | "out",
  transport: Transport,
  now: number,
): IpvsConnection {
  const { entry } = connection;
  if (transport.protocol === "sctp") {
    const { state, seconds, isActive } = sctpStep(entry.state, direction, transport);
    const timeout = seconds * SECOND;
    const counts = state === entry.state ? entry.counts : isActive ? "active" : "inactive";
    return { ...connection, timeout, entry: { ...entry, state, counts, expiresAt: now + timeout } };
  }
  if (transport.protocol !== "tcp") {
    const timeout = UDP_SECONDS * SECOND;
    return { ...connection, timeout, entry: { ...entry, state: "UDP", expiresAt: now + timeout } };
  }
  const state = nextState(entry.state, direction, transport.flags);
  const timeout = SECONDS[state] * SECOND;
  const counts = ACTIVE.has(state) ? "active" : "inactive";
  // Only a change of the state is a reason to count anew.
  const counted = state === entry.state ? entry.counts : counts;
  return {
    ...connection,
    timeout,
    entry: { ...entry, state, counts: counted, expiresAt: now + timeout },
  };
}

function nextState(before: string, direction: "in" | "out", flags: readonly TcpFlag[]): TcpState {
  const kind = kindOf(flags);
  if (kind === null) return "CLOSE";
  const at = STATES.findIndex((state) => state === before);
  return SHORT[NEXT[direction][kind].split(" ")[at] ?? ""] ?? "CLOSE";
}

// tcp_state_idx
function kindOf(flags: readonly TcpFlag[]): SegmentKind | null {
  if (flags.includes("RST")) return "rst";
  if (flags.includes("SYN")) return "syn";
  if (flags.includes("FIN")) return "fin";
  return flags.includes("ACK") ? "ack" : null;
}

/** Whether a connection is over, so that a SYN may begin another one (ip_vs_core.c: is_new_conn_expected). */
export function isOver({ entry }: IpvsConnection): boolean {
  if (entry.protocol === "sctp") return entry.state === "CLOSED";
  return entry.protocol === "tcp" && (entry.state === "TIME_WAIT" || entry.state === "CLOSE");
}
