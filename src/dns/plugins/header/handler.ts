import type { Effects } from "../../../base/effect.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";

/** A flag, and what it becomes. */
export interface FlagRule {
  readonly flag: "aa" | "ra" | "rd";
  readonly state: boolean;
}

/** Sets and clears flags (coredns plugin/header/handler.go and header.go). */
export function createHeader(query: readonly FlagRule[], response: readonly FlagRule[]): Handler {
  return function* handleHeader(visit: Visit): Effects<DnsNeed, Answer> {
    const asked = withFlags(visit.request.message, query);
    const answer = yield* visit.passOn(asked);
    const seen: Answer = query.length === 0 ? answer : { query: asked, ...answer };
    if (seen.kind !== "written") return seen;
    return { ...seen, message: withFlags(seen.message, response) };
  };
}

function withFlags(message: DnsMessage, rules: readonly FlagRule[]): DnsMessage {
  const changed = Object.fromEntries(rules.map(({ flag, state }) => [flag, state]));
  return { ...message, flags: { ...message.flags, ...changed } };
}
