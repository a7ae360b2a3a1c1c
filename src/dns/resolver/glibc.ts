import type { Effects } from "../../base/effect.js";
import { optRecord } from "../../packet/dns-edns.js";
import { createQuery } from "../../packet/dns-reply.js";
import type { DnsNeed } from "../effect.js";
import { errorName } from "../lookup-result.js";
import type { LookupResult } from "../lookup-result.js";
import { note } from "../note.js";
import { answerAddresses } from "./answer-addresses.js";
import { askServers } from "./ask-servers.js";
import type { Resolver, Verdict } from "./ask-servers.js";
import { listCandidates } from "./candidate.js";
import type { CandidateList } from "./candidate.js";
import type { Asking } from "./asking.js";
import { fitsQuery, isHostName } from "./host-name.js";
import { typesFor } from "./name-request.js";
import type { NameRequest } from "./name-request.js";
import { readResolverOptions } from "./option.js";
import { readResolvConf } from "./resolv-conf-file.js";

/** What nss_dns does for `getaddrinfo` (glibc 2.36 resolv/nss_dns/dns-host.c, res_query.c and res_send.c). */
export function* askAsGlibc(request: NameRequest): Effects<DnsNeed, LookupResult> {
  const { name } = request;
  const resolvConf = readResolvConf(request.resolvConf);
  const options = readResolverOptions(resolvConf.options);
  const isAsked = isHostName(name);
  const list = isAsked ? listCandidates(name, resolvConf.search, options.ndots) : NO_CANDIDATES;
  yield* note({
    kind: "lookup-started",
    request: request.request,
    name,
    candidates: list.names,
    dots: list.dots,
    ndots: options.ndots,
  });
  const resolver: Resolver = {
    servers: resolvConf.servers,
    options,
    pace: { oneByOne: options.singleRequest, onNewSocket: options.singleRequestReopen },
    next: null,
  };
  if (options.singleRequestReopen) resolver.pace.oneByOne = true;
  const { result, answeredBy } = yield* searchCandidates(request, resolver, list);
  const addresses = result.kind === "found" ? result.addresses : [];
  yield* note({ kind: "lookup-ended", name, answeredBy, addresses, result: errorName(result) });
  return result;
}

const NO_CANDIDATES: CandidateList = { dots: 0, names: [], asIs: null };
const NO_QUERY: Verdict = { kind: "no-recovery", result: "NO_RECOVERY" };
const NOT_ASKED: Verdict = { kind: "no-data", result: "NODATA" };

interface Searched {
  readonly result: LookupResult;
  readonly answeredBy: string | null;
}

// Tries one candidate after the other; what ends the search list early leaves the name as it is to be tried.
function* searchCandidates(
  request: NameRequest,
  resolver: Resolver,
  list: CandidateList,
): Effects<DnsNeed, Searched> {
  const failures: { readonly index: number; readonly verdict: Verdict }[] = [];
  let isStopped = false;
  for (const [index, candidate] of list.names.entries()) {
    if (isStopped && index !== list.asIs) continue;
    if (!fitsQuery(candidate)) {
      failures.push({ index, verdict: NO_QUERY });
      isStopped = true;
      continue;
    }
    const askings = createAskings(request, resolver, candidate);
    const types = askings.map(({ question }) => question.type);
    yield* note({ kind: "candidate-tried", candidate, index, types });
    const told = yield* askServers(resolver, askings);
    // With `no-aaaa` the question for AAAA is one for A, whose answer only tells whether the name is there.
    const isHidden = resolver.options.noAaaa && request.family === "ipv6";
    const verdict = isHidden && told.kind === "answered" ? NOT_ASKED : told;
    if (verdict.kind === "answered") {
      const found = answerAddresses(candidate, verdict.messages);
      // Records that do not lead to an address, as those of another name, end the search; IPv4 alone is told apart (measured, 2.36).
      const without = request.family === "ipv4" ? "no-data" : "not-found";
      const result: LookupResult =
        found.addresses.length > 0 ? { kind: "found", ...found } : { kind: without };
      return { result, answeredBy: candidate };
    }
    yield* note({ kind: "candidate-failed", candidate, index, result: verdict.result });
    failures.push({ index, verdict });
    const isSearched = index !== list.asIs;
    if (isSearched && verdict.kind === "try-again" && verdict.refused) break;
    isStopped ||= isSearched && !goesOn(verdict);
  }
  return { result: concluded(failures, list), answeredBy: null };
}

function goesOn(verdict: Verdict): boolean {
  if (verdict.kind === "try-again") return verdict.isServfail;
  return verdict.kind === "not-found" || verdict.kind === "no-data";
}

// A name tried as it is first decides; else an empty answer, a SERVFAIL, or the last failure does.
function concluded(
  failures: readonly { readonly index: number; readonly verdict: Verdict }[],
  list: CandidateList,
): LookupResult {
  const first = list.asIs === 0 ? failures.find(({ index }) => index === 0) : undefined;
  const searched = failures
    .filter(({ index }) => index !== list.asIs)
    .map(({ verdict }) => verdict);
  const decisive =
    first?.verdict ??
    searched.find(({ kind }) => kind === "no-data") ??
    searched.find((verdict) => verdict.kind === "try-again" && verdict.isServfail) ??
    failures.at(-1)?.verdict;
  switch (decisive?.kind) {
    case "no-data":
      return { kind: "no-data" };
    case "try-again":
      return { kind: "try-again", reason: decisive.result };
    case "not-found":
    case "no-recovery":
    case "answered":
    case undefined:
      return { kind: "not-found" };
  }
}

// glibc tells its largest message: RESOLV_EDNS_BUFFER_SIZE.
const EDNS_SIZE = 1200;

function createAskings(
  request: NameRequest,
  { options }: Resolver,
  name: string,
): readonly Asking[] {
  const types = options.noAaaa ? typesFor("ipv4") : typesFor(request.family ?? null);
  return types.map((type) => {
    const question = { name, type, class: "IN" } as const;
    const plain = createQuery(request.nextId(), question);
    const opt = optRecord({ size: EDNS_SIZE, version: 0, dnssecOk: false });
    const message = {
      ...plain,
      flags: { ...plain.flags, ad: options.trustAd },
      additional: options.edns0 ? [opt] : [],
    };
    return { query: request.nextQuery(), question, message };
  });
}
