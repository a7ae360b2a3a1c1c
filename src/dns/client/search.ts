import type { Effects } from "../../base/effect.js";
import type { ResolvConf } from "../../cluster/resolv-conf.js";
import type { DnsClientOptions } from "../../cluster/dns-client.js";
import { fullyQualified, isFullyQualified } from "../../packet/dns-name.js";
import type { Question } from "../../packet/dns-message.js";
import type { DnsNeed } from "../effect.js";
import { errorName } from "../lookup-result.js";
import { note } from "../note.js";
import { answerAddresses } from "../resolver/answer-addresses.js";
import { lookUp } from "./look-up.js";
import type { LookUpPlan, LookedUp } from "./look-up.js";

/** What a search of BIND's tools came to. */
export interface Searched extends LookedUp {
  /** The name that was asked for last. */
  readonly name: string;
}

/** The names that a tool asks for in turn, and why there are so many. */
export interface SearchList {
  /** As it was written. */
  readonly name: string;
  readonly names: readonly string[];
  readonly dots: number;
  readonly ndots: number;
}

/** The names that BIND's tools ask for in turn: of one with dots enough, only itself (BIND 9.18 bin/dig/dighost.c: setup_lookup, next_origin). */
export function searchList(
  name: string,
  { search, domain }: DnsClientOptions,
  { conf, ndots }: { readonly conf: ResolvConf; readonly ndots: number },
): SearchList {
  const absolute = fullyQualified(name);
  const dots = name.split(".").length - 1;
  const list = { name, dots, ndots };
  if (!search || isFullyQualified(name) || dots >= ndots) return { ...list, names: [absolute] };
  const domains = domain === null ? conf.search : [domain];
  const found = domains.map((one) => (one === "." ? absolute : `${name}.${fullyQualified(one)}`));
  return { ...list, names: [...found, absolute] };
}

/** Asks for one name after the other, as long as they do not exist. Where there are several, the walk is noted as a resolver's is. */
export function* searchNames(
  plan: LookUpPlan,
  { name: wanted, names, dots, ndots }: SearchList,
  question: Omit<Question, "name">,
): Effects<DnsNeed, Searched> {
  const isWalk = names.length > 1;
  const { type } = question;
  if (isWalk) {
    const candidates = names;
    yield* note({ kind: "lookup-started", request: null, name: wanted, candidates, dots, ndots });
  }
  let result: Searched = { reply: null, told: [], name: names[0] ?? "." };
  for (const [index, name] of names.entries()) {
    const tried = { candidate: name, index };
    if (isWalk) yield* note({ kind: "candidate-tried", ...tried, types: [type] });
    const found = yield* lookUp(plan, { ...question, name });
    result = { reply: found.reply, told: [...result.told, ...found.told], name };
    if (found.reply?.message.rcode !== "NXDOMAIN") break;
    if (isWalk) yield* note({ kind: "candidate-failed", ...tried, result: "NXDOMAIN" });
  }
  if (isWalk) yield* noteFound(wanted, result);
  return result;
}

// What the tool itself makes of another end, it prints.
function* noteFound(wanted: string, { reply, name }: Searched): Effects<DnsNeed, void> {
  const { addresses } = answerAddresses(name, reply === null ? [] : [reply.message]);
  if (addresses.length === 0) return;
  const result = errorName({ kind: "found", addresses, canonicalName: name });
  yield* note({ kind: "lookup-ended", name: wanted, answeredBy: name, addresses, result });
}
