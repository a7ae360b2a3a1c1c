import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { handleMinimal } from "../../../../src/dns/plugins/minimal/handler.js";
import { setupMinimal } from "../../../../src/dns/plugins/minimal/setup.js";
import type { DnsMessage } from "../../../../src/packet/dns-message.js";
import { createQuery } from "../../../../src/packet/dns-reply.js";
import { askPlugin } from "../../../support/asked-plugin.js";
import type { WrittenReply } from "../../../support/asked-plugin.js";
import { visitPlugin } from "../../../support/plugin-visit.js";

const [NS, SOA, GLUE] = [
  "test. 60 IN NS ns.test.",
  "test. 60 IN SOA ns.test. admin.test. 1 2 3 4 5",
  "ns.test. 60 IN A 192.0.2.53",
];

function counts(given: WrittenReply & Partial<Pick<DnsMessage, "rcode">>): readonly number[] {
  const { reply } = askPlugin(setupMinimal, "minimal", ["a.test.", "A"], () => given);
  assert.ok(reply);
  return [reply.answer.length, reply.authority.length, reply.additional.length];
}

describe("minimal", () => {
  it("leaves of an answer the answer alone", () => {
    const answer = ["a.test. 60 IN A 192.0.2.1"];
    assert.deepEqual(counts({ answer, authority: [NS], additional: [GLUE] }), [1, 0, 0]);
  });

  it("empties a success without records that is neither denial nor referral", () => {
    assert.deepEqual(counts({ additional: [GLUE] }), [0, 0, 0]);
  });

  it("leaves denials, referrals and errors as they are", () => {
    assert.deepEqual(counts({ authority: [SOA], additional: [GLUE] }), [0, 1, 1]);
    assert.deepEqual(counts({ authority: [NS], additional: [GLUE] }), [0, 1, 1]);
    assert.deepEqual(
      counts({ rcode: "NXDOMAIN", authority: [SOA], additional: [GLUE] }),
      [0, 1, 1],
    );
    assert.deepEqual(counts({ rcode: "SERVFAIL", additional: [GLUE] }), [0, 0, 1]);
  });

  it("says SERVFAIL where nothing was written and nothing failed (plugin/minimal/minimal.go: ServeDNS)", () => {
    const query = createQuery(1, { name: "a.test.", type: "A", class: "IN" });
    const refused = visitPlugin(handleMinimal, query, {
      next: (visit) => visit.fail("REFUSED", null),
    });
    assert.deepEqual(refused, { kind: "returned", rcode: "SERVFAIL", error: null });
    const failed = visitPlugin(handleMinimal, query, {
      next: (visit) => visit.fail("REFUSED", "broken"),
    });
    assert.deepEqual(failed, { kind: "returned", rcode: "REFUSED", error: "broken" });
  });
});
