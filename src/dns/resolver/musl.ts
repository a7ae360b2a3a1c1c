import type { Effects } from "../../base/effect.js";
import { fullyQualified, isFullyQualified } from "../../packet/dns-name.js";
import type { DnsMessage, RecordType } from "../../packet/dns-message.js";
import { createQuery } from "../../packet/dns-reply.js";
import type { DnsNeed } from "../effect.js";
import { errorName } from "../lookup-result.js";
import type { LookupResult } from "../lookup-result.js";
import { note } from "../note.js";
import type { Asking } from "./asking.js";
import { askAllServers } from "./musl-exchange.js";
import { muslAnswer } from "./musl-answer.js";
import { readMuslResolvConf } from "./musl-resolv-conf.js";
import type { MuslResolvConf } from "./musl-resolv-conf.js";
import { typesFor } from "./name-request.js";
import type { NameRequest } from "./name-request.js";

/** What musl's `getaddrinfo` does with DNS (musl 1.2.5 src/network/lookup_name.c: name_from_dns_search). */
export function* askAsMusl(request: NameRequest): Effects<DnsNeed, LookupResult> {
  const { name } = request;
  const conf = readMuslResolvConf(request.resolvConf);
  const dots = name.split(".").length - 1;
  const written = candidatesOf(name, dots, conf);
  const names = written.map(absolute);
  yield* note({
    kind: "lookup-started",
    request: request.request,
    name,
    candidates: names,
    dots,
    ndots: conf.ndots,
  });
  let result: LookupResult = { kind: "not-found" };
  let answeredBy: string | null = null;
  for (const [index, candidate] of names.entries()) {
    const types = typesFor(request.family ?? null);
    yield* note({ kind: "candidate-tried", candidate, index, types });
    const askings = types.map((type) => createAsking(request, candidate, type));
    const tried = yield* tryCandidate(conf, written[index] ?? candidate, askings);
    ({ result } = tried);
    if (result.kind === "found") answeredBy = candidate;
    else yield* note({ kind: "candidate-failed", candidate, index, result: tried.reason });
    // Only a name that is nowhere leaves the next one to be tried.
    if (result.kind !== "not-found" || tried.isFinal) break;
  }
  const addresses = result.kind === "found" ? result.addresses : [];
  yield* note({ kind: "lookup-ended", name, answeredBy, addresses, result: errorName(result) });
  return result;
}

const LONGEST_NAME = 253;

// As they are put together: a domain's dot at the end stays.
function candidatesOf(name: string, dots: number, conf: MuslResolvConf): readonly string[] {
  if (name.endsWith("..")) return [];
  const isSearched = dots < conf.ndots && !isFullyQualified(name);
  const searched = isSearched ? conf.search.map((domain) => `${name}.${domain}`) : [];
  return [...searched, name.replace(/\.$/, "")].filter(isAskable);
}

// musl 1.2.5 src/network/res_mkquery.c: no query is made of these.
function isAskable(name: string): boolean {
  const bare = name.endsWith(".") ? name.slice(0, -1) : name;
  return (
    bare.length <= LONGEST_NAME &&
    bare.split(".").every((label) => label.length > 0 && label.length < 64)
  );
}

function absolute(name: string): string {
  return isFullyQualified(name) ? name : fullyQualified(name);
}

function createAsking(request: NameRequest, name: string, type: RecordType): Asking {
  const question = { name, type, class: "IN" } as const;
  const message = createQuery(request.nextId(), question);
  return { query: request.nextQuery(), question, message };
}

interface Tried {
  readonly result: LookupResult;
  /** Why no address was found. */
  readonly reason: string;
  /** Whether the name's end is that of the look-up, though the name is nowhere. */
  readonly isFinal: boolean;
}

// name_from_dns: the answers are judged in the order of the questions.
function* tryCandidate(
  conf: MuslResolvConf,
  candidate: string,
  askings: readonly Asking[],
): Effects<DnsNeed, Tried> {
  const answers = yield* askAllServers(conf, askings);
  const messages: DnsMessage[] = [];
  for (const answer of answers) {
    const rcode = answer?.rcode ?? "timeout";
    if (answer === null || rcode === "SERVFAIL") {
      const result: LookupResult = { kind: "try-again", reason: rcode };
      return { result, reason: rcode, isFinal: true };
    }
    if (rcode === "NXDOMAIN") {
      return { result: { kind: "not-found" }, reason: rcode, isFinal: false };
    }
    messages.push(answer);
  }
  const found = muslAnswer(candidate, messages);
  const result: LookupResult =
    found.addresses.length > 0 ? { kind: "found", ...found } : { kind: "no-data" };
  return { result, reason: "NODATA", isFinal: true };
}
