const SECOND = 1_000_000;

/** How often and how long one kind of segment is repeated. */
export interface Repetition {
  /** The first wait, in microseconds; it doubles each time. */
  readonly first: number;
  readonly longest: number;
  readonly retries: number;
}

/**
 * linux net.ipv4: tcp_syn_retries 6 (with tcp_syn_linear_timeouts 0: repeated after 1, 3, 7 … 63 s, given up after 127 s),
 * tcp_synack_retries 5, tcp_retries2 15 with the shortest RTO, which a LAN's round trips come to.
 */
export const REPETITIONS: Readonly<Record<"syn" | "synAck" | "data", Repetition>> = {
  syn: { first: SECOND, longest: 120 * SECOND, retries: 6 },
  synAck: { first: SECOND, longest: 120 * SECOND, retries: 5 },
  data: { first: 0.2 * SECOND, longest: 120 * SECOND, retries: 15 },
};

/** How long an acknowledgement may wait for company: linux TCP_DELACK_MIN. */
export const DELAYED_ACK: number = 0.04 * SECOND;

/** linux TCP_TIMEWAIT_LEN, and tcp_fin_timeout for a peer that never closes. */
export const TIME_WAIT: number = 60 * SECOND;

/** The wait before repetition number `done` + 1. */
export function waitBefore(repetition: Repetition, done: number): number {
  return Math.min(repetition.first * 2 ** done, repetition.longest);
}
