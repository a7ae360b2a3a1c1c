import type { Effects } from "../../base/effect.js";
import type { ResolvConf } from "../../cluster/resolv-conf.js";
import type { DnsClientOptions } from "../../cluster/dns-client.js";
import { fullyQualified, isFullyQualified } from "../../packet/dns-name.js";
import type { Question } from "../../packet/dns-message.js";
import type { DnsNeed } from "../effect.js";
import { lookUp } from "./look-up.js";
import type { LookUpPlan, LookedUp } from "./look-up.js";

/** What a search of BIND's tools came to. */
export interface Searched extends LookedUp {
  /** The name that was asked for last. */
  readonly name: string;
}

/** The names that BIND's tools ask for in turn: of one with dots enough, only itself (BIND 9.18 bin/dig/dighost.c: setup_lookup, next_origin). */
export function searchedNames(
  name: string,
  { search, domain }: DnsClientOptions,
  { conf, ndots }: { readonly conf: ResolvConf; readonly ndots: number },
): readonly string[] {
  const absolute = fullyQualified(name);
  const dots = name.split(".").length - 1;
  if (!search || isFullyQualified(name) || dots >= ndots) return [absolute];
  const domains = domain === null ? conf.search : [domain];
  return [
    ...domains.map((one) => (one === "." ? absolute : `${name}.${fullyQualified(one)}`)),
    absolute,
  ];
}

/** Asks for one name after the other, as long as they do not exist. */
export function* searchNames(
  plan: LookUpPlan,
  names: readonly string[],
  question: Omit<Question, "name">,
): Effects<DnsNeed, Searched> {
  let result: Searched = { reply: null, told: [], name: names[0] ?? "." };
  for (const name of names) {
    const found = yield* lookUp(plan, { ...question, name });
    result = { reply: found.reply, told: [...result.told, ...found.told], name };
    if (found.reply?.message.rcode !== "NXDOMAIN") break;
  }
  return result;
}
