import type { CacheOptions } from "./options.js";
import { remaining } from "./store.js";
import type { CacheEntry, CacheStore, Stores } from "./store.js";

/** What is kept for a key and may be answered with, ended or not (coredns plugin/cache/handler.go: getIfNotStale). */
export function findEntry(
  { success, denial }: Stores,
  key: string,
  { now, stale }: { readonly now: number; readonly stale: CacheOptions["stale"] },
): CacheEntry | null {
  const isUsable = (entry: CacheEntry): boolean => {
    const left = remaining(entry, now);
    return left > 0 || (stale !== null && stale.upTo > 0 && -left < Math.floor(stale.upTo));
  };
  const usable = (store: CacheStore): CacheEntry | null => {
    const entry = store.get(key);
    return entry !== undefined && isUsable(entry) ? entry : null;
  };
  if (stale?.prefersPositive === true && stale.upTo > 0) {
    const kept = success.get(key);
    const good = kept === undefined || kept.answering ? kept : kept.lastGood;
    if (good != null && isUsable(good)) return good;
  }
  const denied = usable(denial);
  // A failure gives way to an answer.
  if (denied?.message.rcode === "SERVFAIL") return usable(success) ?? denied;
  return denied ?? usable(success);
}
