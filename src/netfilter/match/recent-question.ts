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
}

/** The lists of `-m recent`: which address was seen when. */
export interface RecentLists {
  /** Answers a question about an address, and remembers what is to be remembered; `now` in microseconds. */
  ask(question: RecentQuestion, key: Address, now: number): boolean;
}
