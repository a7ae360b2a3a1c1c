import type { Effects } from "../../../base/effect.js";
import { ednsOf, withoutOpt } from "../../../packet/dns-edns.js";
import type { DnsMessage, ResourceRecord } from "../../../packet/dns-message.js";
import { longestZone } from "../../../packet/dns-name.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import { ask } from "../../ask.js";
import type { DnsNeed } from "../../effect.js";
import { classify, isDenial, lifetime, reasonNotToKeep } from "./classify.js";
import type { CacheOptions } from "./options.js";
import { cacheKey, remaining, roomOf } from "./store.js";
import type { CacheEntry, CacheStore } from "./store.js";

/** The two stores of a cache: answers, and denials with failures. */
interface Stores {
  readonly success: CacheStore;
  readonly denial: CacheStore;
}

/** Keeps replies of the plugins after it (coredns plugin/cache/handler.go and cache.go). */
export function createCache(options: CacheOptions): Handler {
  const stores: Stores = { success: new Map(), denial: new Map() };
  return function* handleCache(visit: Visit): Effects<DnsNeed, Answer> {
    const { question, request } = visit;
    if (longestZone(question.name, options.zones) === null) return yield* visit.passOn();
    const key = cacheKey(question, request.message);
    const now = yield* ask({ kind: "now" });
    const entry = findEntry(stores, key, now);
    const name = question.name;
    if (entry !== null) {
      const seconds = remaining(entry, now);
      yield* visit.act({ kind: "cache-hit", name, remainingSeconds: seconds });
      const ttl = options.keepTtl ? entry.lifetime : seconds;
      return yield* visit.write(replyFrom(entry, request.message, ttl));
    }
    yield* visit.act({ kind: "cache-miss", name, remainingSeconds: null });
    const { flags } = request.message;
    // Upstreams are asked to say whether they validated; the client hears it only if it asked too.
    const answer = yield* visit.passOn({ ...request.message, flags: { ...flags, ad: true } });
    if (answer.kind !== "written") return answer;
    return yield* keep(options, stores, { visit, key, message: answer.message });
  };
}

// Denials first; but a failure gives way to an answer that is still good.
function findEntry(stores: Stores, key: string, now: number): CacheEntry | null {
  const alive = (store: CacheStore): CacheEntry | null => {
    const entry = store.get(key);
    return entry !== undefined && remaining(entry, now) > 0 ? entry : null;
  };
  const denial = alive(stores.denial);
  const success = alive(stores.success);
  if (denial?.message.rcode === "SERVFAIL") return success ?? denial;
  return denial ?? success;
}

interface Reply {
  readonly visit: Visit;
  readonly key: string;
  readonly message: DnsMessage;
}

function* keep(
  options: CacheOptions,
  stores: Stores,
  { visit, key, message }: Reply,
): Effects<DnsNeed, Answer> {
  const kind = classify(message);
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
  if (reason === null) {
    const store = denial ? stores.denial : stores.success;
    const storedAt = yield* ask({ kind: "now" });
    if (!store.has(key) && store.size >= roomOf(limits.capacity)) yield* evict(store);
    store.set(key, { message: levelled, storedAt, lifetime: seconds });
    yield* visit.act({ kind: "cache-stored", name, seconds, denial });
  } else yield* visit.act({ kind: "cache-declined", name, reason });
  return { kind: "written", message: withAsked(levelled, visit.request.message) };
}

// The victim is any one, as CoreDNS takes what a Go map happens to give first.
function* evict(store: CacheStore): Effects<DnsNeed, void> {
  const index = yield* ask({ kind: "draw", bound: store.size });
  const key = [...store.keys()][index];
  if (key !== undefined) store.delete(key);
}

function isOther(message: DnsMessage, { question }: Visit): boolean {
  const [asked] = message.question;
  return asked?.name.toLowerCase() !== question.name.toLowerCase() || asked.type !== question.type;
}

function replyFrom(entry: CacheEntry, query: DnsMessage, ttl: number): DnsMessage {
  const reply = replyTo(query, entry.message.rcode);
  const { ra, ad } = entry.message.flags;
  const { answer, authority, additional } = withTtl(entry.message, ttl);
  const flags = { ...reply.flags, aa: true, ra, ad };
  return withAsked({ ...reply, flags, answer, authority, additional }, query);
}

// AD is for those who asked for it, or for DNSSEC (RFC 6840, 5.7).
function withAsked(message: DnsMessage, query: DnsMessage): DnsMessage {
  const isAsked = query.flags.ad || ednsOf(query)?.dnssecOk === true;
  return { ...message, flags: { ...message.flags, ad: message.flags.ad && isAsked } };
}

function withTtl(message: DnsMessage, ttl: number): DnsMessage {
  const level = (records: readonly ResourceRecord[]): readonly ResourceRecord[] =>
    withoutOpt(records).map((record) => ({ ...record, ttl }));
  return {
    ...message,
    answer: level(message.answer),
    authority: level(message.authority),
    additional: level(message.additional),
  };
}
