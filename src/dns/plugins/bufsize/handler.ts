import type { Effects } from "../../../base/effect.js";
import { ednsOf, optRecord, withoutOpt } from "../../../packet/dns-edns.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";

/**
 * Lets a client announce at most so many bytes (coredns plugin/bufsize/bufsize.go: ServeDNS). The query itself is changed,
 * so that its reply is cut to that size, too, and announces it.
 */
export function createBufsize(size: number): Handler {
  return function* handleBufsize(visit: Visit): Effects<DnsNeed, Answer> {
    const { message } = visit.request;
    const edns = ednsOf(message);
    if (edns === null || edns.size <= size) return yield* visit.passOn();
    yield* visit.act({ kind: "size-limited", size });
    const additional = [...withoutOpt(message.additional), optRecord({ ...edns, size })];
    const limited = { ...message, additional };
    return { query: limited, ...(yield* visit.passOn(limited)) };
  };
}
