import type { Effects } from "../../../base/effect.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import { ask } from "../../ask.js";
import type { Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import { answersQuestion, classify } from "./classify.js";
import { isOther, keep, secondsAt } from "./keep.js";
import type { Cache, Kept } from "./keep.js";
import { cacheKey } from "./store.js";
import type { CacheEntry } from "./store.js";

/** Upstreams are asked to say whether they validated; the client hears it only if it asked too. */
export function authenticated(message: DnsMessage): DnsMessage {
  return { ...message, flags: { ...message.flags, ad: true } };
}

/** Asks for an ended answer again; null where nothing came that may stand in its place (cache.go: verifyStaleResponseWriter). */
export function* verify(
  cache: Cache,
  visit: Visit,
  { transport, silently }: { readonly transport: "udp" | "tcp"; readonly silently: boolean },
): Effects<DnsNeed, Kept | null> {
  const answer = yield* visit.passOn(authenticated(visit.request.message), transport);
  if (answer.kind !== "written") return null;
  const { message } = answer;
  if (message.flags.tc || isOther(message, visit)) return null;
  const now = yield* ask({ kind: "now" });
  const kind = classify(message, secondsAt(cache.epoch, now));
  if (cache.options.stale?.prefersPositive === true) {
    const isGood = kind === "answer" && message.rcode === "NOERROR" && answersQuestion(message);
    const kept = yield* keep(cache, visit, { message, silently: silently || !isGood });
    return isGood ? kept : null;
  }
  if (kind === "other-error" || kind === "transfer") return null;
  if (message.rcode !== "NOERROR" && message.rcode !== "NXDOMAIN") return null;
  return yield* keep(cache, visit, { message, silently });
}

/** Whether an entry may be asked for again now; at most one at a time does so (item.go: beginRefresh). */
export function beginRefresh(entry: CacheEntry, now: number): boolean {
  if (entry.refreshing || (entry.retryAfter !== null && now < entry.retryAfter)) return false;
  entry.refreshing = true;
  return true;
}

/** Ends it; after a failure the next may have to wait for some seconds (item.go: endRefresh). */
export function* endRefresh(
  entry: CacheEntry,
  isRefreshed: boolean,
  recheck: number,
): Effects<DnsNeed, void> {
  const now = yield* ask({ kind: "now" });
  entry.retryAfter = recheck > 0 && !isRefreshed ? now + recheck * 1e6 : null;
  entry.refreshing = false;
}

/** Asks for an entry again beside the query, over TCP, since no client bounds the size (cache.go: newPrefetchResponseWriter). */
export function* refreshBeside(
  cache: Cache,
  visit: Visit,
  { entry, stale }: { readonly entry: CacheEntry; readonly stale: boolean },
): Effects<DnsNeed, void> {
  const now = yield* ask({ kind: "now" });
  if (!beginRefresh(entry, now)) return;
  yield* visit.act({ kind: "refresh-started", name: visit.question.name });
  yield* ask({ kind: "spawn", process: refresh(cache, visit, { entry, stale }) });
}

function* refresh(
  cache: Cache,
  visit: Visit,
  { entry, stale }: { readonly entry: CacheEntry; readonly stale: boolean },
): Effects<DnsNeed, void> {
  let isRefreshed = true;
  if (stale) {
    isRefreshed = (yield* verify(cache, visit, { transport: "tcp", silently: true })) !== null;
  } else {
    const answer = yield* visit.passOn(authenticated(visit.request.message), "tcp");
    if (answer.kind === "written") {
      yield* keep(cache, visit, { message: answer.message, silently: true });
    }
  }
  const key = cacheKey(visit.question, visit.request.message);
  const next = cache.stores.denial.get(key) ?? cache.stores.success.get(key);
  // How often the name was asked for is not forgotten with the old answer.
  if (isRefreshed && next !== undefined) {
    next.hits = entry.hits;
    next.lastHit = entry.lastHit;
  }
  yield* endRefresh(entry, isRefreshed, stale ? (cache.options.stale?.recheck ?? 0) : 0);
}
