import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createCache } from "../../../../src/dns/plugins/cache/handler.js";
import { DEFAULTS } from "../../../../src/dns/plugins/cache/options.js";
import type { Handler } from "../../../../src/dns/chain.js";
import { optRecord } from "../../../../src/packet/dns-edns.js";
import type { RecordClass, ResourceRecord } from "../../../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import { visitPlugin } from "../../../support/plugin-visit.js";

// Noon of 1 January 2026.
const EPOCH = Date.UTC(2026, 0, 1, 12) / 1000;

const record = (
  type: ResourceRecord["type"],
  data: string,
  own: RecordClass = "IN",
): ResourceRecord => {
  return { name: "a.test.", type, class: own, ttl: 60, data };
};
const ADDRESS = record("A", "192.0.2.1");

interface Circumstances {
  readonly dnssecOk?: boolean;
  readonly later?: number;
  readonly epoch?: number | null;
}

/** How often the plugin behind the cache is asked in two queries, the second some seconds later. */
function asked(
  answer: readonly ResourceRecord[],
  { dnssecOk = false, later = 0, epoch = EPOCH }: Circumstances = {},
): number {
  const runner = createDnsRunner(() => "silence");
  const cache = createCache(DEFAULTS, epoch);
  let count = 0;
  const next: Handler = function* write(visit) {
    count++;
    const { message } = visit.request;
    return yield* visit.write({ ...replyTo(message), answer, additional: message.additional });
  };
  const plain = createQuery(1, { name: "a.test.", type: "A", class: "IN" });
  const query = { ...plain, additional: [optRecord({ size: 4096, version: 0, dnssecOk })] };
  visitPlugin(cache, query, { runner, next });
  runner.now += later * 1e6;
  visitPlugin(cache, query, { runner, next });
  return count;
}

const signed = (expiration: string, inception: string): readonly ResourceRecord[] => [
  ADDRESS,
  record("RRSIG", `A 8 2 60 ${expiration} ${inception} 1 test. AQID`),
];

describe("what a cache keeps", () => {
  it("is what answers the question, in the question's class", () => {
    assert.equal(asked([ADDRESS]), 1);
    assert.equal(asked([record("A", "192.0.2.1", "CH")]), 2);
    assert.equal(asked([record("CNAME", "b.test.")]), 2);
  });

  it("is no signature whose time is over or has not come, for a client that wants signatures", () => {
    const past = signed("20251231000000", "20251201000000");
    const future = signed("20260301000000", "20260201000000");
    const good = signed("20260201000000", "20251201000000");
    assert.equal(asked(past, { dnssecOk: true }), 2);
    assert.equal(asked(future, { dnssecOk: true }), 2);
    assert.equal(asked(good, { dnssecOk: true }), 1);
    assert.equal(asked(past), 1);
    assert.equal(asked(past, { dnssecOk: true, epoch: null }), 1);
  });

  it("reads times as seconds, too", () => {
    const [before, after] = [EPOCH - 10, EPOCH + 10];
    assert.equal(asked(signed(String(after), String(before)), { dnssecOk: true }), 1);
    assert.equal(asked(signed(String(before), String(before - 5)), { dnssecOk: true }), 2);
  });

  it("ends with its TTL", () => {
    assert.equal(asked([ADDRESS], { later: 59 }), 1);
    assert.equal(asked([ADDRESS], { later: 60 }), 2);
  });
});
