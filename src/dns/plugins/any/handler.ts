import type { Effects } from "../../../base/effect.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { Answer, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";

/** Answers questions for ANY as RFC 8482 wants it, with the number of the RFC as TTL (coredns plugin/any/any.go). */
export function* handleAny(visit: Visit): Effects<DnsNeed, Answer> {
  const { name, type } = visit.question;
  if (type !== "ANY") return yield* visit.passOn();
  const data = '"ANY obsoleted" "See RFC 8482"';
  return yield* visit.write({
    ...replyTo(visit.request.message),
    answer: [{ name, type: "HINFO", class: "IN", ttl: 8482, data }],
  });
}
