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

/** How a host repeats the segments that open a connection, and the later ones. */
export type Repetitions = Readonly<Record<"syn" | "synAck" | "data", Repetition>>;

/**
 * How a host with these settings repeats segments (linux net/ipv4/tcp_timer.c). As a fresh namespace has them, a SYN is
 * repeated after 1, 2, 3, 4, 5, 7, 11, 19, 35 and 67 s and given up after 131 s, measured on 6.18: tcp_syn_retries come
 * after tcp_syn_linear_timeouts, since 6.5. Data waits for the shortest RTO, which a LAN's round trips come to.
 */
export function repetitions(setting: (name: string) => number): Repetitions {
  const linear = setting("net/ipv4/tcp_syn_linear_timeouts");
  const usual = { first: SECOND, longest: 120 * SECOND, linear: 0 };
  return {
    syn: { ...usual, linear, retries: linear + setting("net/ipv4/tcp_syn_retries") },
    synAck: { ...usual, retries: setting("net/ipv4/tcp_synack_retries") },
    data: { ...usual, first: 0.2 * SECOND, retries: setting("net/ipv4/tcp_retries2") },
  };
}

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
