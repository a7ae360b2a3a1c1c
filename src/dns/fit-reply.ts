import { ednsOf, optRecord, PLAIN_UDP_SIZE, withoutOpt } from "../packet/dns-edns.js";
import type { Edns } from "../packet/dns-edns.js";
import { EDNS_CODES } from "../packet/edns-option.js";
import type { DnsMessage, ResourceRecord } from "../packet/dns-message.js";
import { dnsSize } from "../packet/dns-wire.js";
import type { DnsRequest } from "./request.js";

/**
 * Makes a reply fit what the client can take: its own OPT record goes back to it, and what is over its size is cut
 * with the TC flag set. `returnedOptions` are the options beside the usual ones that it may give back (coredns request/request.go: SizeAndDo and Scrub; miekg/dns: Truncate).
 */
export function fitReply(
  request: Pick<DnsRequest, "message" | "transport">,
  reply: DnsMessage,
  returnedOptions: readonly number[] = [],
): DnsMessage {
  const edns = ednsOf(request.message);
  const own = ednsOf(reply);
  const whole =
    edns === null
      ? reply
      : {
          ...reply,
          additional: [
            ...withoutOpt(reply.additional),
            optRecord(sharedEdns(edns, own, returnedOptions)),
          ],
        };
  if (request.transport === "tcp") return whole;
  const size = Math.max(PLAIN_UDP_SIZE, edns?.size ?? 0);
  return dnsSize(whole) <= size ? whole : cutTo(whole, size);
}

// What a plugin has put into an OPT record of its own stays; of the client's options, those that a server may give back.
function sharedEdns(asked: Edns, own: Edns | null, returned: readonly number[]): Edns {
  const { size, dnssecOk, options = [] } = asked;
  if (own !== null) return { ...own, size, version: 0, dnssecOk: own.dnssecOk || dnssecOk };
  const kept = options.filter(({ code }) => RETURNED.has(code) || returned.includes(code));
  return { size, version: 0, dnssecOk, options: kept };
}

// The options that CoreDNS supports by itself (coredns request/edns0.go: supportedOptions).
const RETURNED: ReadonlySet<number> = new Set([
  EDNS_CODES.nsid,
  EDNS_CODES.expire,
  EDNS_CODES.cookie,
  EDNS_CODES.keepalive,
  EDNS_CODES.padding,
]);

// Sections are filled in order until a record does not fit; the OPT record always has its room.
function cutTo(whole: DnsMessage, size: number): DnsMessage {
  const opt = whole.additional.filter(({ type }) => type === "OPT");
  const extra = withoutOpt(whole.additional);
  const sections = [whole.answer, whole.authority, extra];
  const withFirst = (count: number): DnsMessage => {
    const [answer = [], authority = [], additional = []] = firstOf(sections, count);
    return { ...whole, answer, authority, additional: [...additional, ...opt] };
  };
  let [low, high] = [0, sections.flat().length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (dnsSize(withFirst(middle)) <= size) low = middle;
    else high = middle - 1;
  }
  return { ...withFirst(low), flags: { ...whole.flags, tc: true } };
}

function firstOf(
  sections: readonly (readonly ResourceRecord[])[],
  count: number,
): readonly (readonly ResourceRecord[])[] {
  let left = count;
  return sections.map((section) => {
    const kept = section.slice(0, left);
    left -= kept.length;
    return kept;
  });
}
