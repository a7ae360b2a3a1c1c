type Direction = "original" | "reply";

/** What conntrack remembers of an SCTP association beside its state (linux struct ip_ct_sctp). */
export interface SctpProgress {
  /** The verification tag that packets of each direction carry; 0 while it is not known. */
  readonly tags: Readonly<Record<Direction, number>>;
  /** Which directions have sent an INIT that is not answered for good. */
  readonly inits: Readonly<Record<Direction, boolean>>;
  /** From where a heartbeat came with a tag that nobody knew. */
  readonly strange: Direction | null;
}

/** Nothing is known yet. */
export const FIRST_SCTP_PROGRESS: SctpProgress = {
  tags: { original: 0, reply: 0 },
  inits: { original: false, reply: false },
  strange: null,
};
