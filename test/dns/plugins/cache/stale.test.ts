import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createCache } from "../../../../src/dns/plugins/cache/handler.js";
import { DEFAULTS } from "../../../../src/dns/plugins/cache/options.js";
import type { CacheOptions, StaleOptions } from "../../../../src/dns/plugins/cache/options.js";
import { ask } from "../../../../src/dns/ask.js";
import type { Handler } from "../../../../src/dns/chain.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import { visitPlugin } from "../../../support/plugin-visit.js";

const IMMEDIATE: StaleOptions = {
  upTo: 3600,
  verify: false,
  verifyTimeout: 0,
  ttl: 0,
  recheck: 0,
  prefersPositive: false,
};

/** A cache before an upstream that counts its queries, answers late, or fails. */
function scene(options: Partial<CacheOptions>): {
  upstream: { count: number; fails: boolean; slow: number; transports: string[] };
  after: (seconds: number) => string;
} {
  const runner = createDnsRunner(() => "silence");
  const upstream = { count: 0, fails: false, slow: 0, transports: [] as string[] };
  const next: Handler = function* answer(visit) {
    upstream.count++;
    upstream.transports.push(visit.request.transport);
    const data = `192.0.2.${upstream.count}`;
    if (upstream.slow > 0) yield* ask({ kind: "sleep", microseconds: upstream.slow * 1e6 });
    if (upstream.fails) return yield* visit.fail("SERVFAIL", "broken");
    const reply = replyTo(visit.request.message);
    const name = visit.question.name;
    return yield* visit.write({
      ...reply,
      answer: [{ name, type: "A", class: "IN", ttl: 100, data }],
    });
  };
  const handler = createCache({ ...DEFAULTS, ...options });
  const query = createQuery(1, { name: "a.test.", type: "A", class: "IN" });
  return {
    upstream,
    after(seconds) {
      runner.now += seconds * 1e6;
      const answer = visitPlugin(handler, query, { runner, next });
      if (answer.kind !== "written") return answer.kind;
      const [record] = answer.message.answer;
      return `${record?.data ?? ""} ${record?.ttl ?? ""}`;
    },
  };
}

describe("cache, with answers that have ended", () => {
  it("gives one at once with a TTL of 0, and asks again beside the query over TCP", () => {
    const { upstream, after } = scene({ stale: IMMEDIATE });
    assert.equal(after(0), "192.0.2.1 100");
    assert.equal(after(150), "192.0.2.1 0");
    assert.deepEqual(upstream.transports, ["udp", "tcp"]);
    assert.equal(after(10), "192.0.2.2 90");
  });

  it("gives the TTL that is said, and nothing that ended too long ago", () => {
    const { after } = scene({ stale: { ...IMMEDIATE, ttl: 30, upTo: 60 } });
    after(0);
    assert.equal(after(120), "192.0.2.1 30");
    assert.equal(after(500), "192.0.2.3 100");
  });

  it("asks first where that is said, and gives the old one where it fails", () => {
    const { upstream, after } = scene({ stale: { ...IMMEDIATE, verify: true } });
    after(0);
    assert.equal(after(150), "192.0.2.2 100");
    upstream.fails = true;
    assert.equal(after(150), "192.0.2.2 0");
  });

  it("waits no longer than is said, and keeps what comes later", () => {
    const stale = { ...IMMEDIATE, verify: true, verifyTimeout: 1 };
    const { upstream, after } = scene({ stale });
    after(0);
    upstream.slow = 3;
    assert.equal(after(150), "192.0.2.1 0");
    upstream.slow = 0;
    assert.equal(after(10), "192.0.2.2 92");
  });

  it("does not ask again for a while after a failure", () => {
    const { upstream, after } = scene({ stale: { ...IMMEDIATE, recheck: 60 } });
    after(0);
    upstream.fails = true;
    after(150);
    after(10);
    assert.equal(upstream.count, 2);
    after(60);
    assert.equal(upstream.count, 3);
  });
});

describe("cache, with answers that end soon", () => {
  it("asks again for what is asked often, once it is nearly over", () => {
    const { upstream, after } = scene({ prefetch: { hits: 2, pause: 60, percentage: 10 } });
    after(0);
    after(50);
    assert.equal(after(42), "192.0.2.1 8");
    assert.equal(upstream.count, 2);
    assert.equal(after(1), "192.0.2.2 99");
  });

  it("does not for what is asked seldom", () => {
    const { upstream, after } = scene({ prefetch: { hits: 2, pause: 60, percentage: 10 } });
    after(0);
    after(95);
    assert.equal(upstream.count, 1);
  });
});
