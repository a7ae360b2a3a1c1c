import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answerUpstream } from "../../src/dns/upstream.js";
import type { DnsMessage, RecordType } from "../../src/packet/dns-message.js";
import { createQuery } from "../../src/packet/dns-reply.js";
import { readRecord, writeRecord } from "../support/dns-world.js";

const records = [
  readRecord("www.example.com. 300 IN A 203.0.113.80"),
  readRecord("alias.example.com. 60 IN CNAME www.example.com."),
  readRecord("loop.example.com. 60 IN CNAME loop.example.com."),
  readRecord("example.com. 900 IN SOA ns.example.com. admin.example.com. 1 7200 900 86400 300"),
];

function ask(name: string, type: RecordType): DnsMessage {
  return answerUpstream(records, createQuery(1, { name, type, class: "IN" }));
}

describe("a resolver outside the cluster", () => {
  it("follows aliases", () => {
    assert.deepEqual(ask("alias.example.com.", "A").answer.map(writeRecord), [
      "alias.example.com. 60 IN CNAME www.example.com.",
      "www.example.com. 300 IN A 203.0.113.80",
    ]);
  });

  it("knows names without regard to spelling, and says that it asks others", () => {
    const reply = ask("WWW.Example.com.", "A");
    assert.equal(reply.rcode, "NOERROR");
    assert.equal(reply.answer.length, 1);
    assert.ok(reply.flags.ra && !reply.flags.aa);
  });

  it("denies with the SOA record of the zone that it knows, and without one elsewhere", () => {
    assert.deepEqual(
      [
        ask("nx.example.com.", "A"),
        ask("www.example.com.", "AAAA"),
        ask("nx.example.org.", "A"),
      ].map(({ rcode, authority }) => [rcode, authority.length]),
      [
        ["NXDOMAIN", 1],
        ["NOERROR", 1],
        ["NXDOMAIN", 0],
      ],
    );
  });

  it("ends at an alias of itself", () => {
    assert.equal(ask("loop.example.com.", "A").rcode, "NOERROR");
  });
});
