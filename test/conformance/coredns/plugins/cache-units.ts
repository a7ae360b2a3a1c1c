import type { Handler } from "../../../../src/dns/chain.js";
import { lifetime, answersQuestion } from "../../../../src/dns/plugins/cache/classify.js";
import { createCache } from "../../../../src/dns/plugins/cache/handler.js";
import { DEFAULTS } from "../../../../src/dns/plugins/cache/options.js";
import type { CacheOptions } from "../../../../src/dns/plugins/cache/options.js";
import { parseRcode, parseRecordType } from "../../../../src/packet/dns-code.js";
import type { DnsMessage } from "../../../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { differences } from "../conformance-case.js";
import type { TableCheck } from "../conformance-case.js";
import { CACHE_TIME_UNITS } from "./cache-time-units.js";
import { checkReply, messageOf, queryOf } from "./query-case.js";
import type { QueryCase } from "./query-case.js";
import { readZoneRecord } from "./zone-record.js";

/** A reply with its flags, as the tables have it. */
interface FlaggedCase extends QueryCase {
  readonly recursionAvailable?: boolean;
  readonly authenticatedData?: boolean;
  readonly checkingDisabled?: boolean;
  readonly truncated?: boolean;
}

interface InsertionCase {
  readonly in: FlaggedCase;
  readonly out?: FlaggedCase;
  readonly shouldCache: boolean;
}

// What is put in is kept for this long, whatever its TTLs are.
const SECONDS = { minimum: 3600, maximum: 3600 };
// Their clock stands here, and so does ours.
const EPOCH = Date.UTC(2017, 3, 21, 9, 51, 21) / 1000;

const LIMITS: Partial<CacheOptions> = {
  success: { ...DEFAULTS.success, ...SECONDS, disabled: ["pos-disabled.example.org."] },
  denial: { ...DEFAULTS.denial, ...SECONDS, disabled: ["neg-disabled.example.org."] },
};

// What is put in is what the next plugin writes; whether it was kept shows when that is asked no more.
function checkInsertion({ in: given, out, shouldCache }: InsertionCase): readonly string[] {
  const cache = createCache({ ...DEFAULTS, ...LIMITS }, EPOCH);
  const query = flaggedQuery(given);
  visitPlugin(cache, query, { next: writing(() => replyWith(given, query)) });
  const kept = visitPlugin(cache, query, { next: nobody });
  const found = kept.kind === "written";
  if (!found || out === undefined) return differences("is kept", found, shouldCache);
  const reply = messageOf(kept, query);
  const { aa, ad, ra, cd } = reply.flags;
  const expected = {
    aa: true,
    ad: out.authenticatedData ?? false,
    ra: out.recursionAvailable ?? false,
    cd: out.checkingDisabled ?? false,
  };
  return [
    ...differences("is kept", found, shouldCache),
    ...differences("flags", { aa, ad, ra, cd }, expected),
    ...checkReply(reply, out),
  ];
}

interface SeparationCase {
  readonly expectCached?: boolean;
  readonly initial: AskedCase;
  readonly query: AskedCase;
}

interface AskedCase {
  readonly Qname: string;
  readonly Qtype: string;
  readonly Do?: boolean;
  readonly CheckingDisabled?: boolean;
  readonly Authoritative?: boolean;
}

function checkSeparation({
  initial,
  query,
  expectCached = false,
}: SeparationCase): readonly string[] {
  const cache = createCache(DEFAULTS);
  visitPlugin(cache, askedQuery(initial), { next: writing((asked) => replyTo(asked)) });
  const kept = visitPlugin(cache, askedQuery(query), { next: nobody });
  return differences("is found", kept.kind === "written", expectCached);
}

interface LifetimeCase {
  readonly msgTTL: number;
  readonly minTTL: number;
  readonly maxTTL: number;
  readonly expectedTTL: number;
}

function checkLifetime({ msgTTL, minTTL, maxTTL, expectedTTL }: LifetimeCase): readonly string[] {
  const query = createQuery(0, { name: "a.test.", type: "A", class: "IN" });
  const reply = { ...replyTo(query), answer: [readZoneRecord(`a.test. ${msgTTL} IN A 192.0.2.1`)] };
  const success = { ...DEFAULTS.success, minimum: minTTL, maximum: maxTTL };
  const found = lifetime(reply, "answer", { ...DEFAULTS, success });
  return differences("seconds", found, expectedTTL);
}

interface AnswersCase {
  readonly qtype: string;
  readonly answer: readonly string[];
  readonly want: boolean;
}

function checkAnswers({ qtype, answer, want }: AnswersCase): readonly string[] {
  const query = queryOf({ ...NOTHING, qname: "cached.org.", qtype });
  const reply = { ...replyTo(query), answer: answer.map(recordOf) };
  return differences("answers", answersQuestion(reply), want);
}

// A variable of that test: an address of another class.
function recordOf(line: string): DnsMessage["answer"][number] {
  if (line !== "$chAddress") return readZoneRecord(line);
  return { ...readZoneRecord("cached.org. 60 IN A 192.0.2.20"), class: "CH" };
}

// Their next plugin answers with signatures, and says that it validated, where that is wanted.
const checkDnssec: TableCheck = (entry: QueryCase | string, { index, list, tables }) => {
  const cases = tables["TestResponseWithDNSSEC/tcs"] as readonly FlaggedCase[];
  const asked = list.slice(0, index + 1).map((one) => {
    const place = typeof one === "string" ? Number(/\d+/.exec(one)?.[0]) : list.indexOf(one);
    return cases[place] as FlaggedCase;
  });
  const cache = createCache(DEFAULTS);
  const next = writing((query) => {
    const told = cases[query.additional.length > 0 ? 1 : 0] as FlaggedCase;
    const { flags, ...reply } = replyWith(told, query);
    return { ...reply, flags: { ...flags, ad: true } };
  });
  const replies = asked.map((one) => {
    const query = queryOf(one);
    return messageOf(visitPlugin(cache, query, { next }), query);
  });
  const [reply, expected] = [replies.at(-1), asked.at(-1)];
  if (reply === undefined || expected === undefined) return ["there is no case"];
  // In the reverse order the flag is not looked at.
  const isLooked = typeof entry !== "string";
  return [
    ...(isLooked ? differences("AD", reply.flags.ad, expected.authenticatedData ?? false) : []),
    ...checkReply(reply, expected),
  ];
};

const NOTHING = { rcode: "NOERROR", answer: [], ns: [], extra: [] } as const;

const nobody: Handler = function* fail(visit) {
  return yield* visit.fail("REFUSED", "nobody is to be asked");
};

function writing(reply: (query: DnsMessage) => DnsMessage): Handler {
  return function* write(visit) {
    return yield* visit.write(reply(visit.request.message));
  };
}

function flaggedQuery(one: FlaggedCase): DnsMessage {
  const { flags, ...query } = queryOf(one);
  const { authenticatedData: ad = false, checkingDisabled: cd = false } = one;
  return { ...query, flags: { ...flags, ad, cd } };
}

function askedQuery({ Qname, Qtype, Do = false, ...flags }: AskedCase): DnsMessage {
  if (parseRecordType(Qtype) === null) throw new Error(`${Qtype} is no record type`);
  const { CheckingDisabled: cd = false, Authoritative: aa = false } = flags;
  const query = queryOf({ ...NOTHING, qname: Qname, qtype: Qtype, do: Do });
  return { ...query, flags: { ...query.flags, cd, aa } };
}

function replyWith(told: FlaggedCase, query: DnsMessage): DnsMessage {
  const reply = replyTo(query, parseRcode(told.rcode) ?? "NOERROR");
  const {
    recursionAvailable: ra = false,
    authenticatedData: ad = false,
    truncated: tc = false,
  } = told;
  const read = (lines: unknown): DnsMessage["answer"] =>
    (lines as readonly string[]).map(readZoneRecord);
  return {
    ...reply,
    flags: { ...reply.flags, ra, ad, tc },
    answer: read(told.answer),
    authority: read(told.ns),
    // The test puts the query's own OPT record into what it keeps.
    additional: query.additional,
  };
}

/** What `plugins/unit/cache.json` is compared by. */
export const CACHE_UNITS: Readonly<Record<string, TableCheck>> = {
  ...CACHE_TIME_UNITS,
  "TestCacheInsertion/cacheTestCases": checkInsertion,
  TestCacheSeparation: checkSeparation,
  TestComputeTTL: checkLifetime,
  TestAnswersQuestionStrictEligibility: checkAnswers,
  "TestResponseWithDNSSEC/tcs": checkDnssec,
  TestResponseWithDNSSEC: checkDnssec,
};
