import type { Family } from "../../base/address.js";
import type { Effects } from "../../base/effect.js";
import type { ResolvConf } from "../../cluster/resolv-conf.js";
import { optRecord } from "../../packet/dns-edns.js";
import type { RecordType } from "../../packet/dns-message.js";
import { createQuery } from "../../packet/dns-reply.js";
import type { QueryId, RequestId } from "../../trace/id.js";
import type { DnsNeed } from "../effect.js";
import type { LookupResult } from "../lookup-result.js";
import { note } from "../note.js";
import { answerAddresses } from "./answer-addresses.js";
import { askServers } from "./ask-servers.js";
import type { Resolver, Verdict } from "./ask-servers.js";
import { listCandidates } from "./candidate.js";
import type { CandidateList } from "./candidate.js";
import type { Asking } from "./exchange.js";
import { numericHost } from "./numeric-host.js";
import { readResolverOptions } from "./option.js";

export type { LookupResult } from "../lookup-result.js";

/** A call of `getaddrinfo`. */
export interface NameRequest {
  readonly name: string;
  readonly request: RequestId | null;
  readonly resolvConf: ResolvConf;
  /** Gives out the trace's next query id: one for each question, kept when it is asked again. */
  nextQuery(): QueryId;
  /** Gives out the DNS id of the next message (16 bits). */
  nextId(): number;
  /** Both families where it is left out. */
  readonly family?: Family;
}

/** glibc's `getaddrinfo` over DNS (glibc 2.36 resolv/res_query.c and res_send.c); /etc/hosts is the caller's. */
export function* resolveName(request: NameRequest): Effects<DnsNeed, LookupResult> {
  const { name, resolvConf } = request;
  const numeric = numericHost(name);
  if (numeric !== null) return { kind: "found", addresses: [numeric], canonicalName: name };
  const options = readResolverOptions(resolvConf.options);
  const list = listCandidates(name, resolvConf.search, options.ndots);
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
    asked: 0,
  };
  if (options.singleRequestReopen) resolver.pace.oneByOne = true;
  const { result, answeredBy } = yield* searchCandidates(request, resolver, list);
  const addresses = result.kind === "found" ? result.addresses : [];
  yield* note({ kind: "lookup-ended", name, answeredBy, addresses, result: RESULTS[result.kind] });
  return result;
}

const RESULTS: Readonly<Record<LookupResult["kind"], string>> = {
  found: "NOERROR",
  "not-found": "EAI_NONAME",
  "no-data": "EAI_NODATA",
  "try-again": "EAI_AGAIN",
};

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
    const askings = createAskings(request, resolver, candidate);
    const types = askings.map(({ question }) => question.type);
    yield* note({ kind: "candidate-tried", candidate, index, types });
    const verdict = yield* askServers(resolver, askings);
    if (verdict.kind === "answered") {
      const found = answerAddresses(candidate, verdict.messages);
      const result: LookupResult =
        found.addresses.length > 0 ? { kind: "found", ...found } : { kind: "no-data" };
      return { result, answeredBy: candidate };
    }
    yield* note({ kind: "candidate-failed", candidate, index, result: verdict.result });
    failures.push({ index, verdict });
    if (verdict.kind === "try-again" && verdict.refused) break;
    const isSearched = index !== list.asIs;
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
  return typesFor(request.family ?? null, options.noAaaa).map((type) => {
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

function typesFor(family: Family | null, noAaaa: boolean): readonly RecordType[] {
  if (family === "ipv4" || (family === null && noAaaa)) return ["A"];
  return family === "ipv6" ? ["AAAA"] : ["A", "AAAA"];
}
