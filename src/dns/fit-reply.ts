import { ednsOf, optRecord, PLAIN_UDP_SIZE, withoutOpt } from "../packet/dns-edns.js";
import type { DnsMessage, ResourceRecord } from "../packet/dns-message.js";
import { dnsSize } from "../packet/dns-wire.js";
import type { DnsRequest } from "./request.js";

/**
 * Makes a reply fit what the client can take: its own OPT record goes back to it, and what is over its size is cut
 * with the TC flag set (coredns request/request.go: SizeAndDo and Scrub; miekg/dns: Truncate).
 */
export function fitReply(request: DnsRequest, reply: DnsMessage): DnsMessage {
  const edns = ednsOf(request.message);
  const additional =
    edns === null
      ? reply.additional
      : [...withoutOpt(reply.additional), optRecord({ ...edns, version: 0 })];
  const whole = { ...reply, additional };
  if (request.transport === "tcp") return whole;
  const size = Math.max(PLAIN_UDP_SIZE, edns?.size ?? 0);
  return dnsSize(whole) <= size ? whole : cutTo(whole, size);
}

// Sections are filled in order; the OPT record always has its room.
function cutTo(whole: DnsMessage, size: number): DnsMessage {
  const opt = whole.additional.filter(({ type }) => type === "OPT");
  const empty = { ...whole, answer: [], authority: [], additional: opt };
  const fits = (message: DnsMessage): boolean => dnsSize(message) <= size;
  const answer = longestFitting(whole.answer, (records) => fits({ ...empty, answer: records }));
  const answered = { ...empty, answer };
  const authority =
    answer.length < whole.answer.length
      ? []
      : longestFitting(whole.authority, (records) => fits({ ...answered, authority: records }));
  const flags = { ...whole.flags, tc: true };
  if (authority.length < whole.authority.length) return { ...answered, authority, flags };
  const extra = longestFitting(withoutOpt(whole.additional), (records) =>
    fits({ ...answered, authority, additional: [...records, ...opt] }),
  );
  return { ...answered, authority, additional: [...extra, ...opt], flags };
}

function longestFitting(
  records: readonly ResourceRecord[],
  fits: (records: readonly ResourceRecord[]) => boolean,
): readonly ResourceRecord[] {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(records.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return records.slice(0, low);
}
