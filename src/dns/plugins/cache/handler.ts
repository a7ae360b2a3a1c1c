import type { Effects } from "../../../base/effect.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import { longestZone } from "../../../packet/dns-name.js";
import { ask } from "../../ask.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import { runUntil } from "../../run-until.js";
import { findEntry } from "./find-entry.js";
import { keep } from "./keep.js";
import type { Cache, Kept } from "./keep.js";
import type { CacheOptions, StaleOptions } from "./options.js";
import { authenticated, beginRefresh, endRefresh, refreshBeside, verify } from "./refresh.js";
import { replyFrom, withAsked } from "./reply.js";
import { cacheKey, remaining } from "./store.js";
import type { CacheEntry } from "./store.js";

/**
 * Keeps replies of the plugins after it (coredns plugin/cache/handler.go and cache.go); `epoch` is when the virtual clock
 * began, in seconds since 1970.
 */
export function createCache(options: CacheOptions, epoch: number | null = null): Handler {
  const cache: Cache = { options, epoch, stores: { success: new Map(), denial: new Map() } };
  return function* handleCache(visit: Visit): Effects<DnsNeed, Answer> {
    const { question, request } = visit;
    const { name } = question;
    if (longestZone(name, options.zones) === null) return yield* visit.passOn();
    const key = cacheKey(question, request.message);
    const now = yield* ask({ kind: "now" });
    const { stale } = options;
    const entry = findEntry(cache.stores, key, { now, stale });
    if (entry === null) {
      yield* visit.act({ kind: "cache-miss", name, remainingSeconds: null });
      const answer = yield* visit.passOn(authenticated(request.message));
      if (answer.kind !== "written") return answer;
      const wildcard = visit.metadata(WILDCARD);
      const given = { message: answer.message, silently: false, wildcard };
      const { message } = yield* keep(cache, visit, given);
      return { kind: "written", message: withAsked(message, request.message) };
    }
    const { wildcard } = entry;
    if (wildcard !== null) visit.setMetadata(WILDCARD, () => wildcard);
    const seconds = remaining(entry, now);
    if (seconds <= 0 && stale !== null) return yield* answerStale({ cache, stale, entry }, visit);
    if (isDueForPrefetch(options, entry, now)) {
      yield* refreshBeside(cache, visit, { entry, stale: false });
    }
    yield* visit.act({ kind: "cache-hit", name, remainingSeconds: seconds });
    const ttl = options.keepTtl ? entry.lifetime : seconds;
    return yield* visit.write(replyFrom(entry, request.message, ttl));
  };
}

/** The label under which the owner of a wildcard is known (coredns plugin/file/lookup.go). */
const WILDCARD = "zone/wildcard";

// A name that is asked for often, and whose answer ends soon (handler.go: shouldPrefetch; freq/freq.go).
function isDueForPrefetch({ prefetch }: CacheOptions, entry: CacheEntry, now: number): boolean {
  if (prefetch.hits <= 0) return false;
  entry.hits = entry.lastHit < now - prefetch.pause * 1e6 ? 1 : entry.hits + 1;
  entry.lastHit = now;
  const threshold = Math.ceil((prefetch.percentage / 100) * entry.lifetime);
  return entry.hits >= prefetch.hits && remaining(entry, now) <= threshold;
}

interface Ended {
  readonly cache: Cache;
  readonly stale: StaleOptions;
  readonly entry: CacheEntry;
}

function* answerStale(ended: Ended, visit: Visit): Effects<DnsNeed, Answer> {
  const { cache, stale, entry } = ended;
  const { name } = visit.question;
  const query = visit.request.message;
  const now = yield* ask({ kind: "now" });
  if (stale.verify) {
    const fresh = yield* verifyFirst(ended, visit, now);
    if (fresh !== null) return yield* visit.write(withAsked(fresh, query));
  } else yield* refreshBeside(cache, visit, { entry, stale: true });
  yield* visit.act({ kind: "stale-served", name, seconds: -remaining(entry, now) });
  const ttl = stale.ttl > 0 ? stale.ttl : cache.options.keepTtl ? entry.lifetime : 0;
  return yield* visit.write(replyFrom(entry, query, ttl));
}

// Where the time for it is bounded, asking goes on beside the query when that is over (handler.go: verifyWithTimeout).
function* verifyFirst(
  { cache, stale, entry }: Ended,
  visit: Visit,
  now: number,
): Effects<DnsNeed, DnsMessage | null> {
  const tracks = stale.recheck > 0;
  if (tracks && !beginRefresh(entry, now)) return null;
  const { transport } = visit.request;
  const end = function* (kept: Kept | null): Effects<DnsNeed, void> {
    if (tracks) yield* endRefresh(entry, kept !== null, stale.recheck);
  };
  const bounded = stale.verifyTimeout > 0;
  const asking = verify(cache, visit, { transport, silently: bounded });
  const deadline = bounded ? now + stale.verifyTimeout * 1e6 : Infinity;
  const outcome = yield* runUntil(asking, deadline, end);
  const kept = outcome?.result ?? null;
  if (kept === null) return null;
  if (!bounded || kept.entry === null) return kept.message;
  return replyFrom(kept.entry, visit.request.message, kept.entry.lifetime);
}
