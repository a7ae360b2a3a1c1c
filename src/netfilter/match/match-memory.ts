import { createSetMemory } from "../nftables/walk/set-memory.js";
import type { SetMemory } from "../nftables/walk/set-memory.js";
import { createRecentLists } from "./recent-lists.js";
import type { RecentLists } from "./recent-question.js";

/** What the matches of a host keep from packet to packet. */
export interface MatchMemory {
  /** The lists of `-m recent`, by name. */
  readonly recent: RecentLists;
  /** How far each rule of `-m statistic --mode nth` has counted. */
  readonly counts: WeakMap<object, number>;
  /** The credit of each rule of `-m limit`. */
  readonly credits: WeakMap<object, Credit>;
  /** The tables of `-m hashlimit`, by family and name: the credit of each key. */
  readonly tables: Map<string, Map<string, Credit>>;
  /** What rules of nft have put into sets. */
  readonly sets: SetMemory;
}

/** What is left of an allowance, in microseconds of the time that earns it. */
export interface Credit {
  readonly left: number;
  /** Virtual time of the last packet, in microseconds. */
  readonly at: number;
}

/** Nothing remembered. */
export function createMatchMemory(): MatchMemory {
  return {
    recent: createRecentLists(),
    counts: new WeakMap(),
    credits: new WeakMap(),
    tables: new Map(),
    sets: createSetMemory(),
  };
}
