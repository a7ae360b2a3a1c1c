import type { Effects } from "../../../base/effect.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import { longestZone } from "../../../packet/dns-name.js";
import { ask } from "../../ask.js";
import type { Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import type { CachedReply } from "../../../trace/event/dns-event.js";
import { answersQuestion, classify, isDenial, lifetime, reasonNotToKeep } from "./classify.js";
import type { CacheOptions } from "./options.js";
import { withTtl } from "./reply.js";
import { cacheKey, roomOf } from "./store.js";
import type { CacheEntry, CacheStore, Stores } from "./store.js";

/** A cache at work. */
export interface Cache {
  readonly options: CacheOptions;
  /** Seconds since 1970 when the virtual clock began; null where that is not known. */
  readonly epoch: number | null;
  readonly stores: Stores;
}

/** A reply with one TTL on all its records, and what was kept of it. */
export interface Kept {
  readonly message: DnsMessage;
  readonly entry: CacheEntry | null;
}

/** A reply that may be kept. */
export interface ToKeep {
  readonly message: DnsMessage;
  /** Whether no client waits for it. */
  readonly silently: boolean;
  /** The owner of the wildcard that it was made from, as far as that is known. */
  readonly wildcard?: string | null;
}

/** Keeps a reply, or says why not (coredns plugin/cache/cache.go: WriteMsg). */
export function* keep(
  { options, epoch, stores }: Cache,
  visit: Visit,
  { message, silently, wildcard = null }: ToKeep,
): Effects<DnsNeed, Kept> {
  const storedAt = yield* ask({ kind: "now" });
  const kind = classify(message, secondsAt(epoch, storedAt));
  const seconds = lifetime(message, kind, options);
  const levelled = withTtl(message, seconds);
  const { name } = visit.question;
  const denial = isDenial(kind);
  const limits = denial ? options.denial : options.success;
  const isDisabled = longestZone(name, limits.disabled) !== null;
  const reason =
    reasonNotToKeep(message, kind) ??
    (seconds <= 0
      ? "zero-ttl"
      : isDisabled
        ? "disabled"
        : isOther(message, visit)
          ? "mismatch"
          : null);
  if (reason !== null) {
    yield* visit.act({ kind: "cache-declined", name, reason });
    return { message: levelled, entry: null };
  }
  const key = cacheKey(visit.question, visit.request.message);
  const store = denial ? stores.denial : stores.success;
  const answering =
    message.rcode === "NOERROR" && message.answer.length > 0 && answersQuestion(message);
  const prefersPositive = options.stale?.prefersPositive === true;
  const entry: CacheEntry = {
    message: levelled,
    storedAt,
    lifetime: seconds,
    wildcard,
    answering,
    lastGood: prefersPositive && !denial && !answering ? lastGoodOf(stores.success.get(key)) : null,
    hits: 0,
    lastHit: 0,
    refreshing: false,
    retryAfter: null,
  };
  const isFull = !store.has(key) && store.size >= roomOf(limits.capacity);
  const evicted = isFull ? yield* evict(store) : null;
  const removed = evicted === null ? [] : [{ key: evicted, denial }];
  store.set(key, entry);
  // What was asked for again is the newest that is known.
  const isNewest = !denial && (prefersPositive ? answering : silently);
  if (isNewest && stores.denial.delete(key)) removed.push({ key, denial: true });
  const kept = { block: visit.block, key, ...contentOf(levelled), removed };
  yield* visit.act({ kind: "cache-stored", name, seconds, denial, kept });
  return { message: levelled, entry };
}

/** A moment of the virtual clock, in microseconds, in seconds since 1970; null where it is not known when that began. */
export function secondsAt(epoch: number | null, now: number): number | null {
  return epoch === null ? null : epoch + Math.floor(now / 1e6);
}

function lastGoodOf(entry: CacheEntry | undefined): CacheEntry | null {
  if (entry === undefined) return null;
  return entry.answering ? entry : entry.lastGood;
}

// The victim is any one, as CoreDNS takes what a Go map happens to give first.
function* evict(store: CacheStore): Effects<DnsNeed, string | null> {
  const index = yield* ask({ kind: "draw", bound: store.size });
  const key = [...store.keys()][index] ?? null;
  if (key !== null) store.delete(key);
  return key;
}

function contentOf({ rcode, answer }: DnsMessage): Pick<CachedReply, "rcode" | "records"> {
  return { rcode, records: answer.map(({ type, data }) => `${type} ${data}`) };
}

/** Whether a reply is for another question than the visit's. */
export function isOther(message: DnsMessage, { question }: Visit): boolean {
  const [asked] = message.question;
  return asked?.name.toLowerCase() !== question.name.toLowerCase() || asked.type !== question.type;
}
