import type { Effects } from "../../../base/effect.js";
import { typeCode } from "../../../packet/dns-code.js";
import { longestZone } from "../../../packet/dns-name.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";

/** Which queries must be signed. */
export interface TsigOptions {
  readonly zones: readonly string[];
  /** The numbers of their types; null for all. */
  readonly types: readonly number[] | null;
  /** Whether every query must be, since its opcode is QUERY. */
  readonly everyQuery: boolean;
}

/** Refuses queries that must be signed: here none is (coredns plugin/tsig/tsig.go: ServeDNS). */
export function createTsig({ zones, types, everyQuery }: TsigOptions): Handler {
  return function* handleTsig(visit: Visit): Effects<DnsNeed, Answer> {
    const { name, type } = visit.question;
    const isRequired = everyQuery || types === null || types.includes(typeCode(type));
    if (!isRequired || longestZone(name.toLowerCase(), zones) === null)
      return yield* visit.passOn();
    return yield* visit.write(replyTo(visit.request.message, "REFUSED"));
  };
}
