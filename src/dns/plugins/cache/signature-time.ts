import { ednsOf } from "../../../packet/dns-edns.js";
import type { DnsMessage, ResourceRecord } from "../../../packet/dns-message.js";

/**
 * Whether a reply to a client that wants DNSSEC has a signature whose time is over or has not come, at a moment in seconds
 * since 1970 (coredns plugin/pkg/response/typify.go: typifyExpired).
 */
export function hasOldSignature(message: DnsMessage, seconds: number): boolean {
  if (ednsOf(message)?.dnssecOk !== true) return false;
  return [...message.answer, ...message.authority, ...message.additional].some(
    (record) => record.type === "RRSIG" && !isInForce(record, seconds),
  );
}

// Half of what 32 bits of seconds hold; what is further away is moved by it (miekg/dns dnssec.go: ValidityPeriod).
const HALF = 2 ** 31;

// `A 8 3 1800 EXPIRATION INCEPTION …`.
function isInForce({ data }: ResourceRecord, seconds: number): boolean {
  const words = data.split(" ");
  const near = (text: string | undefined): number => {
    const time = timeOf(text ?? "");
    return time + Math.trunc((time - seconds) / HALF) * HALF;
  };
  return near(words[5]) <= seconds && seconds <= near(words[4]);
}

// `20160521031301`, or the seconds themselves.
function timeOf(text: string): number {
  if (text.length < 14) return Number(text);
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)?.map(Number) ?? [];
  const time = [year, month, day, hour, minute, second].map((part) => part ?? NaN);
  const [years = 0, months = 0, ...rest] = time;
  return Date.UTC(years, months - 1, ...rest) / 1000;
}
