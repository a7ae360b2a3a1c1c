import type { Address } from "../../base/address.js";

/** What `-m recent` asks about an address. */
export interface RecentQuestion {
  readonly action: "set" | "rcheck" | "update" | "remove";
  readonly list: string;
  /** How long ago at most; null for any time. */
  readonly seconds: number | null;
  /** Whether old addresses are forgotten on the way. */
  readonly reap: boolean;
  /** How often at least; null for once. */
  readonly hitCount: number | null;
  /** Whether the time to live must be the same as the last time. */
  readonly sameTtl: boolean;
  readonly negated: boolean;
}

/** An address, and the time to live of the packet that it was seen in, as before forwarding. */
export interface SeenAddress {
  readonly address: Address;
  readonly ttl: number;
}

/** The lists of `-m recent`: which address was seen when. */
export interface RecentLists {
  /** Answers a question about an address, negated or not, and remembers what is to be remembered; `now` in microseconds. */
  ask(question: RecentQuestion, seen: SeenAddress, now: number): boolean;
}
