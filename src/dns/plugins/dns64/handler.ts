import { addressOf, bitsOf, familyOf, parseAddress } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import type { Effects } from "../../../base/effect.js";
import { formatPrefix } from "../../../base/prefix.js";
import type { Prefix } from "../../../base/prefix.js";
import type { DnsMessage, ResourceRecord } from "../../../packet/dns-message.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import { classify } from "../cache/classify.js";

/** How IPv4 addresses get into IPv6, and for whom. */
export interface Dns64Options {
  readonly prefix: Prefix;
  /** Also where there are AAAA records. */
  readonly translateAll: boolean;
  /** Also for clients that ask over IPv4. */
  readonly allowIpv4: boolean;
}

// Where no SOA record says how long there is no AAAA record, in seconds.
const TTL_WITHOUT_SOA = 600;

/** Makes AAAA records of A records for names that have no others (RFC 6147; coredns plugin/dns64/dns64.go). */
export function createDns64(options: Dns64Options): Handler {
  return function* handleDns64(visit: Visit): Effects<DnsNeed, Answer> {
    const { question, request } = visit;
    const isOurs =
      (options.allowIpv4 || familyOf(request.client) === "ipv6") &&
      question.type === "AAAA" &&
      question.class === "IN";
    const answer = yield* visit.passOn();
    if (!isOurs || answer.kind !== "written" || !needsMapping(answer.message, options))
      return answer;
    const name = question.name.toLowerCase();
    const found = yield* visit.lookUp({ ...question, name, type: "A" });
    if (found === null) return yield* visit.fail("SERVFAIL", "no reply from the server itself");
    const message = synthesize(request.message, answer.message, found, options.prefix);
    const count = message.answer.filter(({ type }) => type === "AAAA").length;
    if (count > 0) {
      const prefix = formatPrefix(options.prefix);
      yield* visit.act({ kind: "addresses-mapped", count, prefix });
    }
    return yield* visit.write(message);
  };
}

/** Whether a reply leaves room for mapped addresses: the name exists, without an AAAA record. */
export function needsMapping(
  reply: DnsMessage,
  { translateAll }: Pick<Dns64Options, "translateAll">,
): boolean {
  if (classify(reply, null) === "no-name") return false;
  return translateAll || !reply.answer.some(({ type }) => type === "AAAA");
}

/** The reply to a question for AAAA out of the one for A; TTLs are no longer than the one of the denial. */
export function synthesize(
  query: DnsMessage,
  denial: DnsMessage,
  found: DnsMessage,
  prefix: Prefix,
): DnsMessage {
  const reply = replyTo(query);
  const soa = denial.authority.findLast(({ type }) => type === "SOA");
  const most = soa?.ttl ?? TTL_WITHOUT_SOA;
  return {
    ...reply,
    flags: { ...reply.flags, tc: found.flags.tc },
    answer: found.answer.map((record) => mapped(record, prefix, most)),
    authority: found.authority,
    additional: found.additional,
  };
}

function mapped(record: ResourceRecord, prefix: Prefix, most: number): ResourceRecord {
  const address = record.type === "A" ? parseAddress(record.data) : null;
  if (address === null) return record;
  const data = embed(prefix, address);
  return { ...record, type: "AAAA", ttl: Math.min(record.ttl, most), data };
}

/** An IPv4 address inside a prefix: around the ninth byte, which stays zero (RFC 6052, 2.2). */
export function embed(prefix: Prefix, address: Address): Address {
  const v4 = bitsOf(address);
  const before = 64 - prefix.length;
  const base = bitsOf(prefix.base);
  // How many of its bits stand before the ninth byte, and how many behind it.
  if (before < 0) return addressOf(base | (v4 << BigInt(96 - prefix.length)), "ipv6");
  const head = Math.min(before, 32);
  const high = (v4 >> BigInt(32 - head)) << BigInt(128 - prefix.length - head);
  const rest = 32 - head;
  const low = (v4 & ((1n << BigInt(rest)) - 1n)) << BigInt(56 - rest);
  return addressOf(base | high | low, "ipv6");
}
