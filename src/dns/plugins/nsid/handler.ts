import type { Effects } from "../../../base/effect.js";
import { ednsOf, optRecord, withoutOpt } from "../../../packet/dns-edns.js";
import type { Edns } from "../../../packet/dns-edns.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import { labelBytes } from "../../../packet/dns-name.js";
import { hexOf } from "../../../packet/hex.js";
import { EDNS_CODES } from "../../../packet/edns-option.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";

/** Puts an identifier into replies to queries that ask for one (coredns plugin/nsid/nsid.go). */
export function createNsid(text: string): Handler {
  const data = hexOf(Uint8Array.from(labelBytes(text.replaceAll("\\", "\\\\")) ?? []));
  return function* handleNsid(visit: Visit): Effects<DnsNeed, Answer> {
    const asked = ednsOf(visit.request.message);
    const isAsked = asked?.options?.some(({ code }) => code === EDNS_CODES.nsid) === true;
    const answer = yield* visit.passOn();
    if (asked === null || !isAsked || answer.kind !== "written") return answer;
    return { ...answer, message: withNsid(answer.message, asked, data) };
  };
}

// A reply without an OPT record gets one, with the DNSSEC bit set.
function withNsid(message: DnsMessage, asked: Edns, data: string): DnsMessage {
  const edns = ednsOf(message) ?? { size: asked.size, version: 0, dnssecOk: true };
  const option = { code: EDNS_CODES.nsid, data };
  const { options = [] } = edns;
  const replaced = options.some(({ code }) => code === option.code)
    ? options.map((one) => (one.code === option.code ? option : one))
    : [...options, option];
  const additional = [...withoutOpt(message.additional), optRecord({ ...edns, options: replaced })];
  return { ...message, additional };
}
