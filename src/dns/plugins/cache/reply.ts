import { ednsOf, withoutOpt } from "../../../packet/dns-edns.js";
import type { DnsMessage, ResourceRecord } from "../../../packet/dns-message.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { CacheEntry } from "./store.js";

/** The reply to a query from what was kept (coredns plugin/cache/item.go: toMsgWithTTL). */
export function replyFrom(entry: CacheEntry, query: DnsMessage, ttl: number): DnsMessage {
  const reply = replyTo(query, entry.message.rcode);
  const { ra, ad } = entry.message.flags;
  const { answer, authority, additional } = withTtl(entry.message, ttl);
  const flags = { ...reply.flags, aa: true, ra, ad };
  return withAsked({ ...reply, flags, answer, authority, additional }, query);
}

/** A reply whose AD flag is told to those alone who asked for it, or for DNSSEC (RFC 6840, 5.7). */
export function withAsked(message: DnsMessage, query: DnsMessage): DnsMessage {
  const isAsked = query.flags.ad || ednsOf(query)?.dnssecOk === true;
  return { ...message, flags: { ...message.flags, ad: message.flags.ad && isAsked } };
}

/** A message with one TTL on all its records, and without the OPT record, which is for one hop. */
export function withTtl(message: DnsMessage, ttl: number): DnsMessage {
  const level = (records: readonly ResourceRecord[]): readonly ResourceRecord[] =>
    withoutOpt(records).map((record) => ({ ...record, ttl }));
  return {
    ...message,
    answer: level(message.answer),
    authority: level(message.authority),
    additional: level(message.additional),
  };
}
