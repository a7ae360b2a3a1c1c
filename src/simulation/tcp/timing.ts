const SECOND = 1_000_000;

/** How often and how long one kind of segment is repeated. */
export interface Repetition {
  /** The first wait, in microseconds; it doubles each time after the linear ones. */
  readonly first: number;
  readonly longest: number;
  readonly retries: number;
  /** How many repetitions come before the wait begins to double. */
  readonly linear: number;
}

/**
 * linux net.ipv4: tcp_syn_retries 6 and, since 6.5, tcp_syn_linear_timeouts 4 before them (net/ipv4/tcp_timer.c:
 * repeated after 1, 2, 3, 4, 5, 7, 11, 19, 35 and 67 s, given up after 131 s; measured on 6.18),
 * tcp_synack_retries 5, tcp_retries2 15 with the shortest RTO, which a LAN's round trips come to.
 */
export const REPETITIONS: Readonly<Record<"syn" | "synAck" | "data", Repetition>> = {
  syn: { first: SECOND, longest: 120 * SECOND, retries: 10, linear: 4 },
  synAck: { first: SECOND, longest: 120 * SECOND, retries: 5, linear: 0 },
  data: { first: 0.2 * SECOND, longest: 120 * SECOND, retries: 15, linear: 0 },
};

/** How long an acknowledgement may wait for company: linux TCP_DELACK_MIN. */
export const DELAYED_ACK: number = 0.04 * SECOND;

/** linux TCP_TIMEWAIT_LEN, and tcp_fin_timeout for a peer that never closes. */
export const TIME_WAIT: number = 60 * SECOND;

/** The wait before repetition number `done` + 1. */
export function waitBefore(repetition: Repetition, done: number): number {
  return Math.min(
    repetition.first * 2 ** Math.max(done - repetition.linear, 0),
    repetition.longest,
  );
}
