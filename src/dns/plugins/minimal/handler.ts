import type { Effects } from "../../../base/effect.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import type { Answer, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";

/**
 * Empties the other sections of a reply that has an answer (coredns plugin/minimal/minimal.go: ServeDNS). Where the plugins
 * after it wrote nothing and had no error, there is no reply to pass on: it panics, and the server says SERVFAIL.
 */
export function* handleMinimal(visit: Visit): Effects<DnsNeed, Answer> {
  const answer = yield* visit.passOn();
  const isNothing = answer.kind === "silent" || (answer.kind === "returned" && !answer.error);
  if (isNothing) return yield* visit.fail("SERVFAIL", null);
  if (answer.kind !== "written" || !isAnswer(answer.message)) return answer;
  return { ...answer, message: { ...answer.message, authority: [], additional: [] } };
}

// A success that is no denial and no referral (coredns plugin/pkg/response/typify.go).
function isAnswer({ rcode, answer, authority }: DnsMessage): boolean {
  if (rcode !== "NOERROR") return false;
  if (answer.length > 0) return true;
  const hasSoa = authority.some(({ type }) => type === "SOA");
  const hasNs = authority.some(({ type }) => type === "NS");
  return !hasSoa && !hasNs;
}
