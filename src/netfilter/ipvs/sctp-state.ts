import type { SctpPacket } from "../../packet/packet.js";
import type { SctpChunkType } from "../../packet/sctp-chunk.js";

/** SCTP's states as IPVS keeps them and /proc prints them (linux net/netfilter/ipvs/ip_vs_proto_sctp.c: sctp_state_name_table), with the seconds that a connection stays in each (sctp_timeouts). */
const STATES = {
  NO: ["NONE", 2],
  I1: ["INIT1", 4],
  IN: ["INIT", 61],
  CS: ["C-SENT", 61],
  CR: ["C-REPLIED", 61],
  CW: ["C-WAIT", 61],
  CO: ["COOKIE", 61],
  CE: ["C-ECHOED", 61],
  ES: ["ESTABLISHED", 900],
  SS: ["S-SENT", 61],
  SR: ["S-RECEIVED", 61],
  SA: ["S-ACK-SENT", 61],
  RJ: ["REJECTED", 4],
  CL: ["CLOSED", 61],
} as const satisfies Readonly<Record<string, readonly [string, number]>>;

type Short = keyof typeof STATES;

const ORDER: readonly string[] = Object.keys(STATES);

// sctp_states: by direction and event, the next state of each state, in their order.
const NEXT: Readonly<Record<"in" | "out", Readonly<Record<SctpEvent, string>>>> = {
  in: {
    DATA: "ES I1 IN CS CR CW CO CE ES SS SR SA RJ CL",
    INIT: "I1 IN IN CS CR CW CO CE ES SS SR SA IN IN",
    INIT_ACK: "CW CW CW CS CR CO CO CE ES SS SR SA RJ CL",
    COOKIE_ECHO: "CR IN IN CR CR CW CO CE ES SS SR SA RJ CL",
    COOKIE_ACK: "ES I1 IN CS CR CW CO ES ES SS SR SA RJ CL",
    SHUTDOWN: "SR I1 IN CS CR CW CO CE SR SS SR SA RJ CL",
    SHUTDOWN_ACK: "CL IN IN CS CR CW CO CE ES CL SR CL RJ CL",
    SHUTDOWN_COMPLETE: "CL CL CL CS CR CW CO CE ES SS SR CL RJ CL",
    ERROR: "CL I1 IN CS CR CW CO CL ES SS SR SA RJ CL",
    ABORT: "CL CL CL CL CL RJ CL CL CL CL CL CL CL CL",
  },
  out: {
    DATA: "ES I1 IN CS CR CW CO CE ES SS SR SA RJ CL",
    INIT: "CW CW CW CW CW CW CW CW ES CW CW CW CW CW",
    INIT_ACK: "CS CS CS CS CR CW CO CE ES SS SR SA RJ CL",
    COOKIE_ECHO: "CE CE CE CE CE CE CE CE ES SS SR SA RJ CL",
    COOKIE_ACK: "ES ES ES ES ES ES ES ES ES SS SR SA RJ CL",
    SHUTDOWN: "SS SS SS SS SS SS SS SS SS SS SR SA RJ CL",
    SHUTDOWN_ACK: "SA SA SA SA SA CW CO CE ES SA SA SA RJ CL",
    SHUTDOWN_COMPLETE: "CL I1 IN CS CR CW CO CE ES SS SR SA RJ CL",
    ERROR: "CL CL CL CL CL CW CO CE ES SS SR SA RJ CL",
    ABORT: "CL RJ CL CL CL CL CL CL CL CL CL CL CL CL",
  },
};

type SctpEvent =
  | "DATA"
  | "INIT"
  | "INIT_ACK"
  | "COOKIE_ECHO"
  | "COOKIE_ACK"
  | "SHUTDOWN"
  | "SHUTDOWN_ACK"
  | "SHUTDOWN_COMPLETE"
  | "ERROR"
  | "ABORT";

/** What an association of SCTP has become. */
export interface SctpStep {
  readonly state: string;
  readonly seconds: number;
  readonly isActive: boolean;
}

/** The state after one more packet (set_sctp_state); only an established association counts as active. */
export function sctpStep(before: string, direction: "in" | "out", packet: SctpPacket): SctpStep {
  const at = Object.values(STATES).findIndex(([name]) => name === before);
  const short = NEXT[direction][eventOf(packet)].split(" ")[Math.max(0, at)] ?? "CL";
  const [state, seconds] = STATES[(ORDER.includes(short) ? short : "CL") as Short];
  return { state, seconds, isActive: short === "ES" };
}

/** Whether a packet opens an association (ip_vs_core.c: is_new_conn). */
export function opensAssociation({ chunks }: SctpPacket): boolean {
  return chunks[0]?.type === "INIT";
}

// sctp_events: the first chunk counts, but for an ABORT behind a cookie.
function eventOf({ chunks: [first, second] }: SctpPacket): SctpEvent {
  const type = first?.type ?? "DATA";
  const isCookie = type === "COOKIE_ECHO" || type === "COOKIE_ACK";
  if (isCookie && second?.type === "ABORT") return "ABORT";
  return isEvent(type) ? type : "DATA";
}

function isEvent(type: SctpChunkType): type is SctpChunkType & SctpEvent {
  return Object.hasOwn(NEXT.in, type);
}
