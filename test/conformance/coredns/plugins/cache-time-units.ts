import { ask } from "../../../../src/dns/ask.js";
import type { Answer, Handler } from "../../../../src/dns/chain.js";
import { dispense } from "../../../../src/dns/corefile/dispenser.js";
import { lexCorefile } from "../../../../src/dns/corefile/lex.js";
import { isMistake } from "../../../../src/dns/corefile/mistake.js";
import { createCache } from "../../../../src/dns/plugins/cache/handler.js";
import { DEFAULTS } from "../../../../src/dns/plugins/cache/options.js";
import type { CacheOptions, StaleOptions } from "../../../../src/dns/plugins/cache/options.js";
import { setupCache } from "../../../../src/dns/plugins/cache/setup.js";
import { readDnsWorld } from "../../../support/dns-world.js";
import { parseRcode } from "../../../../src/packet/dns-code.js";
import { optRecord } from "../../../../src/packet/dns-edns.js";
import type { DnsMessage, Rcode } from "../../../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import type { DnsRunner } from "../../../support/dns-run.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { writeRecord } from "../../../support/dns-world.js";
import { differences } from "../conformance-case.js";
import type { CheckContext, TableCheck } from "../conformance-case.js";

const STALE: StaleOptions = {
  upTo: 3600,
  verify: false,
  verifyTimeout: 0,
  ttl: 0,
  recheck: 0,
  prefersPositive: false,
};

/** A cache whose clock is set, and whose next plugin is chosen query by query. */
interface Scene {
  readonly runner: DnsRunner;
  readonly ask: (at: number, next: Handler, name?: string) => Answer;
}

function sceneOf(options: Partial<CacheOptions>): Scene {
  return sceneWith(createCache({ ...DEFAULTS, ...options }));
}

function sceneWith(cache: Handler): Scene {
  const runner = createDnsRunner(() => "silence");
  return {
    runner,
    ask(at, next, name = "cached.org.") {
      runner.now = at * 1e6;
      const query = createQuery(1, { name, type: "A", class: "IN" });
      return visitPlugin(cache, query, { runner, next });
    },
  };
}

const SOA = "sns.dns.icann.org. noc.dns.icann.org. 2016082540 7200 3600 1209600 3600";

// The next plugins of those tests: an address, or a denial with a SOA record, with one TTL.
function backend(rcode: Rcode, ttl: number): Handler {
  return function* answer(visit) {
    const { name } = visit.question;
    const reply = replyTo(visit.request.message, rcode);
    const [address, soa] = [
      { name, type: "A", class: "IN", ttl, data: "127.0.0.53" },
      { name: "example.org.", type: "SOA", class: "IN", ttl, data: SOA },
    ] as const;
    const isGood = rcode === "NOERROR";
    return yield* visit.write({
      ...reply,
      [isGood ? "answer" : "authority"]: [isGood ? address : soa],
    });
  };
}

const nobody: Handler = function* fail(visit) {
  return yield* visit.fail("REFUSED", "nobody is to be asked");
};

function ttlOf(answer: Answer): number | undefined {
  if (answer.kind !== "written") return undefined;
  const [record] = [...answer.message.answer, ...answer.message.authority];
  return record?.ttl;
}

// The entries of one table are asked one after the other; each case plays those before it, too.
function upTo({ list, index }: CheckContext): readonly unknown[] {
  return list.slice(0, index + 1);
}

interface StaleCase {
  readonly name: string;
  readonly futureMinutes: number;
  readonly expectedResult: number;
}

function checkStale(entry: StaleCase, context: CheckContext): readonly string[] {
  const { ask: query } = sceneOf({ stale: STALE });
  query(0, backend("NOERROR", 60));
  const answers = (upTo(context) as readonly StaleCase[]).map(({ name, futureMinutes }) =>
    query(futureMinutes * 60, nobody, name),
  );
  // 255 is what their next plugin says.
  return differences("is answered", answers.at(-1)?.kind === "written", entry.expectedResult === 0);
}

interface StaleTtlCase {
  readonly advance: number;
  readonly config: string;
  readonly expectedTTL: number;
  readonly primeRcode: string;
}

function checkStaleTtl({
  advance,
  config,
  expectedTTL,
  primeRcode,
}: StaleTtlCase): readonly string[] {
  const rcode = parseRcode(primeRcode) ?? "NOERROR";
  const { ask: query } = sceneWith(cacheOf(config));
  query(0, backend(rcode, 60));
  const answer = query(advance, backend("SERVFAIL", 60));
  const found = answer.kind === "written" ? answer.message.rcode : answer.kind;
  return [...differences("rcode", found, rcode), ...differences("TTL", ttlOf(answer), expectedTTL)];
}

function cacheOf(options: string): Handler {
  const words = dispense(lexCorefile({ name: "Corefile", text: `cache {\n${options}\n}` }, 0));
  const done = setupCache(words, { zones: ["."] });
  if (isMistake(done)) throw new Error(done.text);
  const started = done.parts[0]?.start({
    cluster: () => readDnsWorld(""),
    localAddresses: [],
    resolvConf: { servers: [], search: [], options: [] },
    serial: 0,
  });
  if (typeof started !== "function") throw new Error("no handler");
  return started;
}

interface VerifyCase {
  readonly futureMinutes: number;
  readonly upstreamRCode: string;
  readonly upstreamTtl: number;
  readonly expectedRCode: string;
  readonly expectedTtl: number;
}

function checkVerify(entry: VerifyCase, context: CheckContext): readonly string[] {
  const { ask: query } = sceneOf({ stale: { ...STALE, verify: true } });
  query(0, backend("NOERROR", 120));
  const answers = (upTo(context) as readonly VerifyCase[]).map(
    ({ futureMinutes, upstreamRCode, upstreamTtl }) =>
      query(futureMinutes * 60, backend(parseRcode(upstreamRCode) ?? "NOERROR", upstreamTtl)),
  );
  const answer = answers.at(-1);
  return [
    ...differences(
      "rcode",
      answer?.kind === "written" ? answer.message.rcode : answer?.kind,
      entry.expectedRCode,
    ),
    ...differences("TTL", answer && ttlOf(answer), entry.expectedTtl),
  ];
}

interface KeepCase {
  readonly name: string;
  readonly futureSeconds: number;
}

function checkKeep(_: KeepCase, context: CheckContext): readonly string[] {
  const { ask: query } = sceneOf({ keepTtl: true });
  query(0, backend("NOERROR", 60));
  const ttls = (upTo(context) as readonly KeepCase[]).map(({ name, futureSeconds }) =>
    ttlOf(query(futureSeconds, backend("NOERROR", 60), name)),
  );
  return differences("TTL", ttls.at(-1), 60);
}

interface PrefetchCase {
  readonly prefetch: number;
  readonly qname: string;
  readonly ttl: number;
  readonly verifications: readonly {
    readonly after: number;
    readonly answer: string;
    readonly do?: boolean;
    readonly cd?: boolean;
    readonly fetch?: boolean;
  }[];
}

function checkPrefetch({ prefetch, qname, ttl, verifications }: PrefetchCase): readonly string[] {
  const cache = createCache({ ...DEFAULTS, prefetch: { ...DEFAULTS.prefetch, hits: prefetch } });
  const runner = createDnsRunner(() => "silence");
  let count = 0;
  const next: Handler = function* answer(visit) {
    const data = `127.0.0.${++count}`;
    const reply = replyTo(visit.request.message);
    return yield* visit.write({
      ...reply,
      answer: [{ name: qname, type: "A", class: "IN", ttl, data }],
    });
  };
  return verifications.flatMap(
    ({ after, answer: expected, do: dnssecOk = false, cd = false, fetch = false }) => {
      runner.now = after * 1e6;
      const before = count;
      const plain = createQuery(1, { name: qname, type: "A", class: "IN" });
      const additional = [optRecord({ size: 512, version: 0, dnssecOk })];
      const query: DnsMessage = { ...plain, flags: { ...plain.flags, cd }, additional };
      const answer = visitPlugin(cache, query, { runner, next });
      const found =
        answer.kind === "written" ? answer.message.answer.map(writeRecord) : answer.kind;
      return [
        ...differences(`${after}: is asked for`, count > before, fetch),
        ...differences(`${after}: answer`, found, [expected.replaceAll(/ +/g, " ")]),
      ];
    },
  );
}

interface DedupCase {
  readonly hitAt: number;
  readonly staleUpTo?: number;
  readonly prefetch?: number;
  readonly percentage?: number;
}

// As many hits as in their test, while the first refresh is under way.
const HITS = 200;

function checkDedup({
  hitAt,
  staleUpTo,
  prefetch = 0,
  percentage = 10,
}: DedupCase): readonly string[] {
  const { runner, ask: query } = sceneOf({
    prefetch: { hits: prefetch, pause: 60, percentage },
    stale: staleUpTo === undefined ? null : { ...STALE, upTo: staleUpTo },
  });
  let count = 0;
  const next: Handler = function* answer(visit) {
    if (++count > 1) yield* ask({ kind: "sleep", microseconds: 1e6 });
    return yield* backend("NOERROR", 100)(visit);
  };
  query(0, next);
  for (let hit = 0; hit < HITS; hit++) query(hitAt, next);
  const during = runner.now;
  query(during / 1e6 + 2, next);
  return differences("queries to the next plugin", count, 2);
}

/** What those tables of `plugins/unit/cache.json` are compared by in which time goes on. */
export const CACHE_TIME_UNITS: Readonly<Record<string, TableCheck>> = {
  TestServeFromStaleCache: checkStale,
  TestServeFromStaleCacheResponseTTL: checkStaleTtl,
  TestServeFromStaleCacheFetchVerify: checkVerify,
  TestCacheKeepTTL: checkKeep,
  TestPrefetch: checkPrefetch,
  TestPrefetchDedup: checkDedup,
};
