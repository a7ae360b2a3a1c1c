import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setupRewrite } from "../../../../src/dns/plugins/rewrite/setup.js";
import type { RecordType } from "../../../../src/packet/dns-message.js";
import { writeRecord } from "../../../support/dns-world.js";
import { askPlugin } from "../../../support/asked-plugin.js";
import type { WrittenReply } from "../../../support/asked-plugin.js";

interface Rewritten {
  /** The name and type that the plugins behind it were asked for. */
  readonly asked: string;
  readonly answer: readonly string[];
  readonly question: string;
  readonly rcode: string;
  readonly acts: readonly string[];
}

const ADDRESS = (name: string): WrittenReply => ({ answer: [`${name} 60 IN A 192.0.2.1`] });

function rewritten(
  rules: string,
  name: string,
  given: (name: string) => WrittenReply & { readonly rcode?: "NXDOMAIN" } = ADDRESS,
  type: RecordType = "A",
): Rewritten {
  const { seen, reply, acts } = askPlugin(setupRewrite, rules, [name, type], (query) =>
    given(query.question[0]?.name ?? ""),
  );
  const [question] = seen?.question ?? [];
  return {
    asked: `${question?.name ?? ""} ${question?.type ?? ""}`,
    answer: (reply?.answer ?? []).map(writeRecord),
    question: reply?.question[0]?.name ?? "",
    rcode: reply?.rcode ?? "",
    acts,
  };
}

const askedFor = (rules: string, name: string): string => rewritten(rules, name).asked;

describe("rewrite name", () => {
  it("asks for another name and gives the client its own back", () => {
    const rule = "rewrite name shop.example.org web.default.svc.cluster.local";
    const { asked, question, answer, acts } = rewritten(rule, "shop.example.org.");
    assert.equal(asked, "web.default.svc.cluster.local. A");
    assert.equal(question, "shop.example.org.");
    assert.deepEqual(answer, ["shop.example.org. 60 IN A 192.0.2.1"]);
    assert.deepEqual(acts, ["query-rewritten", "reply-rewritten"]);
  });

  it("compares whole names, beginnings, ends, parts, or by expression", () => {
    assert.equal(askedFor("rewrite name a.test b.test", "x.a.test."), "x.a.test. A");
    assert.equal(askedFor("rewrite name prefix a.b. c.", "a.b.test."), "c.test. A");
    assert.equal(askedFor("rewrite name suffix .a.test .b.test", "x.a.test."), "x.b.test. A");
    // A part ends a label, since it is completed by a dot.
    assert.equal(askedFor("rewrite name substring mid new", "amid.mid.test."), "anew.new.test. A");
    assert.equal(askedFor("rewrite name substring mid new", "amidb.test."), "amidb.test. A");
    const groups = "rewrite name regex (.*)\\.(.*)\\.dev\\.test {2}.{1}.test";
    assert.equal(askedFor(groups, "a.b.dev.test."), "b.a.test. A");
    assert.equal(askedFor("rewrite name suffix .a.test .b.test", "X.A.test."), "x.b.test. A");
  });

  it("turns names of the reply back where that is said, also those in data", () => {
    const rules = "rewrite stop {\n name suffix .dev.test .svc.local\n answer auto\n}";
    const alias = (name: string): WrittenReply => ({
      answer: [`${name} 60 IN CNAME x.svc.local.`, "x.svc.local. 60 IN A 192.0.2.1"],
    });
    assert.deepEqual(rewritten(rules, "web.dev.test.", alias).answer, [
      "web.dev.test. 60 IN CNAME x.dev.test.",
      "x.dev.test. 60 IN A 192.0.2.1",
    ]);
    const bare = rewritten("rewrite name suffix .dev.test .svc.local", "web.dev.test.", alias);
    assert.equal(bare.answer[0], "web.svc.local. 60 IN CNAME x.svc.local.");
  });
});

describe("rules one after the other", () => {
  const rules = (first: string): string =>
    `rewrite ${first}name a.test b.test\nrewrite name b.test c.test`;

  it("end with the first that applies", () => {
    assert.equal(askedFor(rules(""), "a.test."), "b.test. A");
    assert.equal(askedFor(rules("stop "), "a.test."), "b.test. A");
    assert.equal(askedFor(rules(""), "b.test."), "c.test. A");
  });

  it("go on after `continue`, and change the reply in reverse order", () => {
    const { asked, answer } = rewritten(rules("continue "), "a.test.");
    assert.equal(asked, "c.test. A");
    assert.deepEqual(answer, ["a.test. 60 IN A 192.0.2.1"]);
  });
});

describe("rewrite of other things", () => {
  it("asks for another type", () => {
    assert.equal(askedFor("rewrite type A AAAA", "a.test."), "a.test. AAAA");
    assert.equal(askedFor("rewrite type MX AAAA", "a.test."), "a.test. A");
  });

  it("bounds the TTLs of names that fit", () => {
    const ttl = (rule: string): string | undefined => rewritten(rule, "a.test.").answer[0];
    assert.equal(ttl("rewrite ttl a.test 5"), "a.test. 5 IN A 192.0.2.1");
    assert.equal(ttl("rewrite ttl suffix .test 90-"), "a.test. 90 IN A 192.0.2.1");
    assert.equal(ttl("rewrite ttl suffix .test -30"), "a.test. 30 IN A 192.0.2.1");
    assert.equal(ttl("rewrite ttl suffix .test 10-80"), "a.test. 60 IN A 192.0.2.1");
    assert.equal(ttl("rewrite ttl b.test 5"), "a.test. 60 IN A 192.0.2.1");
  });

  it("changes one code into another", () => {
    const denial = (): { readonly rcode: "NXDOMAIN" } => ({ rcode: "NXDOMAIN" });
    const rule = "rewrite rcode suffix .test NXDOMAIN NOERROR";
    assert.equal(rewritten(rule, "a.test.", denial).rcode, "NOERROR");
    assert.equal(
      rewritten("rewrite rcode a.test SERVFAIL NOERROR", "a.test.", denial).rcode,
      "NXDOMAIN",
    );
  });
});
