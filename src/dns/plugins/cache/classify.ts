import { withoutOpt } from "../../../packet/dns-edns.js";
import type { DnsMessage, ResourceRecord } from "../../../packet/dns-message.js";
import { hasOldSignature } from "./signature-time.js";
import type { CacheOptions } from "./options.js";

/** What kind of reply it is to a cache (coredns plugin/pkg/response/typify.go and plugin/cache/cache.go). */
export type ReplyKind =
  "answer" | "delegation" | "no-data" | "no-name" | "server-error" | "other-error" | "transfer";

/**
 * Sorts a reply at a moment, in seconds since 1970; null where that is not known. An alias chain that ends without the
 * asked type is no data where an SOA record says so.
 */
export function classify(message: DnsMessage, seconds: number | null): ReplyKind {
  const { rcode, answer, authority } = message;
  const type = message.question[0]?.type;
  if (type === "AXFR" || type === "IXFR") return "transfer";
  if (seconds !== null && hasOldSignature(message, seconds)) return "other-error";
  const hasSoa = authority.some((record) => record.type === "SOA");
  if (answer.length > 0) {
    if (rcode === "NOERROR") return hasSoa && !answersQuestion(message) ? "no-data" : "answer";
    if (rcode === "NXDOMAIN") return "other-error";
  }
  if (rcode === "NOERROR" && hasSoa) return "no-data";
  if (rcode === "NXDOMAIN") return "no-name";
  if (rcode === "SERVFAIL" || rcode === "NOTIMP") return "server-error";
  if (rcode !== "NOERROR") return "other-error";
  return authority.some((record) => record.type === "NS") ? "delegation" : "answer";
}

/** Why a reply may not be kept; null where it may. */
export function reasonNotToKeep(message: DnsMessage, kind: ReplyKind): string | null {
  if (message.flags.tc) return "truncated";
  if (kind === "other-error") return "error";
  if (kind === "transfer") return "transfer";
  const hasSoa = message.authority.some((record) => record.type === "SOA");
  if (kind === "no-name" && !hasSoa) return "no-soa";
  const isEmpty = message.answer.length === 0;
  return kind === "answer" && !isEmpty && !answersQuestion(message) ? "alias-only" : null;
}

/** Whether a reply says that something is not there, or failed. */
export function isDenial(kind: ReplyKind): boolean {
  return kind === "no-data" || kind === "no-name" || kind === "server-error";
}

/** How long a reply counts, in seconds: its lowest TTL within the store's bounds. */
export function lifetime(message: DnsMessage, kind: ReplyKind, options: CacheOptions): number {
  if (kind === "server-error") return Math.floor(options.servfail);
  const { minimum, maximum } =
    kind === "no-data" || kind === "no-name" ? options.denial : options.success;
  return Math.min(Math.max(lowestTtl(message, kind, maximum), minimum), maximum);
}

// coredns plugin/pkg/dnsutil/ttl.go: MinimalDefaultTTL.
const TTL_WITHOUT_RECORDS = 5;

function lowestTtl(message: DnsMessage, kind: ReplyKind, maximum: number): number {
  const { answer, authority } = message;
  const records = [...answer, ...authority, ...withoutOpt(message.additional)];
  const hasTtl = kind === "answer" || kind === "no-data" || kind === "no-name";
  if (!hasTtl || records.length === 0) return TTL_WITHOUT_RECORDS;
  return records.reduce((lowest, { ttl }) => Math.min(lowest, ttl), maximum);
}

/** Whether the asked type stands at the end of the aliases that begin at the asked name. */
export function answersQuestion({ question: [question], answer }: DnsMessage): boolean {
  if (question === undefined) return false;
  const ofClass = answer.filter(
    (record) => question.class === "ANY" || record.class === question.class,
  );
  const owned = (name: string): readonly ResourceRecord[] =>
    ofClass.filter((record) => record.name.toLowerCase() === name.toLowerCase());
  if (question.type === "ANY") return owned(question.name).length > 0;
  let name = question.name;
  for (const seen = new Set<string>(); !seen.has(name.toLowerCase());) {
    seen.add(name.toLowerCase());
    const aliases = owned(name).filter(({ type }) => type === "CNAME");
    const targets = new Set(aliases.map(({ data }) => data.toLowerCase()));
    if (targets.size > 1) return false;
    if (question.type === "CNAME") return targets.size === 1;
    const [target] = aliases;
    if (target === undefined) return owned(name).some(({ type }) => type === question.type);
    name = target.data;
  }
  return false;
}
