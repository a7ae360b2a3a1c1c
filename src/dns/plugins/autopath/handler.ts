import type { Effects } from "../../../base/effect.js";
import { isInZone, labelsOf, longestZone, withoutZone } from "../../../packet/dns-name.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";

/** What an `autopath` directive says. */
export interface AutopathOptions {
  readonly zones: readonly string[];
  /** The search list of a file, the empty zone last; empty where a plugin knows it. */
  readonly search: readonly string[];
  /** The plugin that knows a client's search path; null for none. */
  readonly plugin: string | null;
}

/** Tries a client's whole search list for it (coredns plugin/autopath/autopath.go). */
export function createAutopath(options: AutopathOptions): Handler {
  return function* handleAutopath(visit: Visit): Effects<DnsNeed, Answer> {
    const { name } = visit.question;
    const search = searchOf(options, visit);
    const [own] = search;
    const isServed = longestZone(name, options.zones) !== null;
    if (!isServed || own === undefined || !isInZone(name, own)) return yield* visit.passOn();
    if (labelsOf(name).length <= labelsOf(own).length) {
      const reason = `trimzone: overshot qname: ${name}for zone ${own}`;
      return yield* visit.fail("SERVFAIL", reason);
    }
    return yield* walk(visit, withoutZone(name, own), search);
  };
}

function searchOf(
  { search, plugin }: AutopathOptions,
  { offers, question, request }: Visit,
): readonly string[] {
  const offer = offers.find((one) => one.plugin === plugin && one.searchPath !== undefined);
  if (offer?.searchPath === undefined) return search;
  return offer.searchPath(question, request.client) ?? [];
}

// The first answer that is no NXDOMAIN counts; where there is none, the first of all.
function* walk(visit: Visit, base: string, search: readonly string[]): Effects<DnsNeed, Answer> {
  const { message } = visit.request;
  let first: Answer | null = null;
  for (const zone of search) {
    const name = zone === "." ? `${base}.` : `${base}.${zone}`;
    yield* visit.act({ kind: "name-tried", name });
    const question = message.question.map((asked) => ({ ...asked, name }));
    const answer = yield* visit.passOn({ ...message, question });
    if (answer.kind === "silent" || (answer.kind === "returned" && answer.error !== null)) {
      return answer;
    }
    first ??= answer;
    if (answer.kind === "written" && answer.message.rcode !== "NXDOMAIN") {
      return yield* visit.write(asAsked(answer.message, visit.question.name));
    }
  }
  return first?.kind === "written"
    ? yield* visit.write(first.message)
    : (first ?? { kind: "silent" });
}

// An alias leads from the name that was asked for to the one that was found.
function asAsked(message: DnsMessage, name: string): DnsMessage {
  const found = message.answer.find((record) => record.name.toLowerCase() !== name.toLowerCase());
  const question = message.question.map((asked) => ({ ...asked, name }));
  if (found === undefined) return { ...message, question };
  const alias = { name, type: "CNAME", class: "IN", ttl: found.ttl, data: found.name } as const;
  return { ...message, question, answer: [alias, ...message.answer] };
}
