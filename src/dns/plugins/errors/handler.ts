import type { Effects } from "../../../base/effect.js";
import { rcodeNumber } from "../../../packet/dns-code.js";
import type { Answer, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";

/** Logs the error that a later plugin returned (coredns plugin/errors/errors.go). */
export function* handleErrors(visit: Visit): Effects<DnsNeed, Answer> {
  const answer = yield* visit.passOn();
  if (answer.kind === "returned" && answer.error !== null) {
    const { name, type } = visit.question;
    const text = `${rcodeNumber(answer.rcode)} ${name.toLowerCase()} ${type}: ${answer.error}`;
    yield* visit.act({ kind: "error-logged", text });
  }
  return answer;
}
