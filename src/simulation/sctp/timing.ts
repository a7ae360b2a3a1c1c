import type { SctpAssociation } from "./association.js";

const SECOND = 1_000_000;

// linux net.sctp: rto_initial, rto_min, rto_max, max_init_retransmits, association_max_retrans.
const FIRST_WAIT = 3 * SECOND;
const SHORTEST_WAIT = SECOND;
const LONGEST_WAIT = 60 * SECOND;
const MOST_INITS = 8;
const MOST_REPEATS = 10;

/** How long an acknowledgement may wait for company (net.sctp.sack_timeout). */
export const DELAYED_SACK: number = 0.2 * SECOND;

/**
 * How long to wait for an answer now, and how often its chunk is repeated: an INIT after 3, 6, 12, 24, 48 and then 60
 * seconds, and given up after 333 s; a COOKIE ECHO always after 3 (linux net/sctp/sm_sideeffect.c: sctp_cmd_t1_timer_update,
 * sm_statefuns.c: sctp_sf_t1_init_timer_expire). Data and SHUTDOWN wait the shortest time once a round trip is known.
 */
export function retransmissionOf({
  awaiting,
  repeated,
  measured,
}: Pick<SctpAssociation, "awaiting" | "repeated" | "measured">): {
  readonly wait: number;
  readonly most: number;
} {
  if (awaiting?.type === "COOKIE_ECHO") return { wait: FIRST_WAIT, most: MOST_INITS };
  const isInit = awaiting?.type === "INIT";
  const first = measured && !isInit ? SHORTEST_WAIT : FIRST_WAIT;
  const wait = Math.min(first * 2 ** repeated, LONGEST_WAIT);
  return { wait, most: isInit ? MOST_INITS : MOST_REPEATS };
}
