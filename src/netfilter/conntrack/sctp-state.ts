import type { SctpChunkType } from "../../packet/sctp-chunk.js";
import type { ConntrackSetting, ConntrackSettings } from "./settings.js";

/** An SCTP association's state by conntrack's names. */
export type SctpState =
  | "NONE"
  | "CLOSED"
  | "COOKIE_WAIT"
  | "COOKIE_ECHOED"
  | "ESTABLISHED"
  | "SHUTDOWN_SENT"
  | "SHUTDOWN_RECD"
  | "SHUTDOWN_ACK_SENT"
  | "HEARTBEAT_SENT";

const NAMES: Readonly<Record<string, SctpState>> = {
  CL: "CLOSED",
  CW: "COOKIE_WAIT",
  CE: "COOKIE_ECHOED",
  ES: "ESTABLISHED",
  SS: "SHUTDOWN_SENT",
  SR: "SHUTDOWN_RECD",
  SA: "SHUTDOWN_ACK_SENT",
  HS: "HEARTBEAT_SENT",
};

const COLUMNS: readonly SctpState[] = [
  "NONE",
  "CLOSED",
  "COOKIE_WAIT",
  "COOKIE_ECHOED",
  "ESTABLISHED",
  "SHUTDOWN_SENT",
  "SHUTDOWN_RECD",
  "SHUTDOWN_ACK_SENT",
  "HEARTBEAT_SENT",
];

type Telling = Exclude<SctpChunkType, "DATA" | "SACK">;

// linux net/netfilter/nf_conntrack_proto_sctp.c (6.18): sctp_conntracks; one column per state before the chunk.
const STEPS: Readonly<Record<"original" | "reply", Readonly<Record<Telling, string>>>> = {
  original: {
    //                  NO CL CW CE ES SS SR SA HS
    INIT: "             CL CL CW CE ES CL CL SA CW",
    INIT_ACK: "         CL CL CW CE ES SS SR SA CL",
    ABORT: "            CL CL CL CL CL CL CL CL CL",
    SHUTDOWN: "         CL CL CW CE SS SS SR SA CL",
    SHUTDOWN_ACK: "     SA CL CW CE ES SA SA SA SA",
    ERROR: "            CL CL CW CE ES SS SR SA CL",
    COOKIE_ECHO: "      CL CL CE CE ES SS SR SA CL",
    COOKIE_ACK: "       CL CL CW ES ES SS SR SA CL",
    SHUTDOWN_COMPLETE: "CL CL CW CE ES SS SR CL CL",
    HEARTBEAT: "        HS CL CW CE ES SS SR SA HS",
    HEARTBEAT_ACK: "    CL CL CW CE ES SS SR SA HS",
  },
  reply: {
    //                  NO CL CW CE ES SS SR SA HS
    INIT: "             IV CL CW CE ES SS SR SA IV",
    INIT_ACK: "         IV CW CW CE ES SS SR SA IV",
    ABORT: "            IV CL CL CL CL CL CL CL IV",
    SHUTDOWN: "         IV CL CW CE SR SS SR SA IV",
    SHUTDOWN_ACK: "     IV CL CW CE ES SA SA SA IV",
    ERROR: "            IV CL CW CL ES SS SR SA IV",
    COOKIE_ECHO: "      IV CL CE CE ES SS SR SA IV",
    COOKIE_ACK: "       IV CL CW ES ES SS SR SA IV",
    SHUTDOWN_COMPLETE: "IV CL CW CE ES SS SR CL IV",
    HEARTBEAT: "        IV CL CW CE ES SS SR SA HS",
    HEARTBEAT_ACK: "    IV CL CW CE ES SS SR SA ES",
  },
};

/** The state that a chunk brings an association to; data and its acknowledgements change nothing, null is "invalid". */
export function sctpStep(
  state: SctpState,
  direction: "original" | "reply",
  chunk: SctpChunkType,
): SctpState | null {
  if (chunk === "DATA" || chunk === "SACK") return state;
  const row = STEPS[direction][chunk].trim().split(" ");
  return NAMES[row[COLUMNS.indexOf(state)] ?? ""] ?? null;
}

/** How long an association in a state is kept when nobody speaks, in seconds (the same file: sctp_timeouts). */
export function sctpTimeoutOf(state: SctpState, settings: ConntrackSettings): number {
  return settings[TIMEOUTS[state]];
}

const TIMEOUTS: Readonly<Record<SctpState, ConntrackSetting>> = {
  // nf_conntrack_sctp_init_net.
  NONE: "sctp_timeout_closed",
  CLOSED: "sctp_timeout_closed",
  COOKIE_WAIT: "sctp_timeout_cookie_wait",
  COOKIE_ECHOED: "sctp_timeout_cookie_echoed",
  ESTABLISHED: "sctp_timeout_established",
  SHUTDOWN_SENT: "sctp_timeout_shutdown_sent",
  SHUTDOWN_RECD: "sctp_timeout_shutdown_recd",
  SHUTDOWN_ACK_SENT: "sctp_timeout_shutdown_ack_sent",
  HEARTBEAT_SENT: "sctp_timeout_heartbeat_sent",
};
