import { ednsOf } from "../../../packet/dns-edns.js";
import type { DnsMessage, Question } from "../../../packet/dns-message.js";

/** A reply as kept. */
export interface CacheEntry {
  readonly message: DnsMessage;
  /** Virtual microseconds. */
  readonly storedAt: number;
  /** Seconds. */
  readonly lifetime: number;
  /** The owner of the wildcard that it was made from; null where it was not, or that is not known. */
  readonly wildcard: string | null;
  /** Whether it answers the question that it is kept for. */
  readonly answering: boolean;
  /** The last one in its place that did, where it does not. */
  readonly lastGood: CacheEntry | null;
  /** How often it was asked for without a long pause, and when last, in virtual microseconds. */
  hits: number;
  lastHit: number;
  /** Whether it is being asked for again. */
  refreshing: boolean;
  /** Until when it is not, after a failure; virtual microseconds. */
  retryAfter: number | null;
}

/** The two stores of a cache: answers, and denials with failures. */
export interface Stores {
  readonly success: CacheStore;
  readonly denial: CacheStore;
}

/** Kept replies by `cacheKey`. */
export type CacheStore = Map<string, CacheEntry>;

/** What makes two queries one to a cache: name, type, class, and the DNSSEC bits. */
export function cacheKey(question: Question, query: DnsMessage): string {
  const dnssecOk = ednsOf(query)?.dnssecOk === true ? "do" : "";
  const disabled = query.flags.cd ? "cd" : "";
  const words = [question.name.toLowerCase(), question.type, question.class, dnssecOk, disabled];
  return words.filter((word) => word !== "").join(" ");
}

/** The seconds that an entry is still good for; none or less when it is dead. */
export function remaining(entry: CacheEntry, now: number): number {
  return entry.lifetime - Math.floor((now - entry.storedAt) / 1e6);
}

/** The entries that a store may hold: 256 shards of equal size, at least four in each (coredns plugin/pkg/cache). */
export function roomOf(capacity: number): number {
  return 256 * Math.max(4, Math.floor(capacity / 256));
}
