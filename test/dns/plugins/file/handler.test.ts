import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createFile } from "../../../../src/dns/plugins/file/handler.js";
import { isLoadError, loadZone } from "../../../../src/dns/zone-file/load-zone.js";
import type { Zone } from "../../../../src/dns/zone-file/zone.js";
import type { DnsMessage, RecordType } from "../../../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import { visitPlugin } from "../../../support/plugin-visit.js";

const TEXT = `$TTL 60
@ SOA ns admin 7 2 3 4 5
@ NS ns
ns A 192.0.2.53
www A 192.0.2.1
away CNAME www.example.com.
near CNAME www
*.w A 192.0.2.77
a.b.w A 192.0.2.78
below.between A 192.0.2.9
sub NS ns.sub
ns.sub A 192.0.2.99
old DNAME sub2
loop DNAME loop
x.sub2 A 192.0.2.5
mail MX 10 www
`;

const zone = loadZone(new Map([["db", TEXT]]), "db", "example.org.");
assert.ok(zone !== null && !isLoadError(zone));

function ask(
  name: string,
  type: RecordType,
  { serving = zone as Zone | null, found = null as string | null } = {},
): DnsMessage {
  const query = createQuery(1, { name, type, class: "IN" });
  const { handler } = createFile(new Map([["example.org.", serving]]), []);
  const lookUp = (): DnsMessage => {
    const data = found ?? "";
    const answer = { name: "www.example.com.", type: "A", class: "IN", ttl: 9, data } as const;
    return found === null ? replyTo(query, "NXDOMAIN") : { ...replyTo(query), answer: [answer] };
  };
  const answer = visitPlugin(handler, query, { lookUp });
  if (answer.kind === "written") return answer.message;
  return replyTo(query, answer.kind === "returned" ? answer.rcode : "NOTIMP");
}

const data = ({ answer }: DnsMessage): readonly string[] =>
  answer.map(({ name, type, data: own }) => `${name} ${type} ${own}`);

describe("file", () => {
  it("answers with authority, and with the zone's name servers", () => {
    const reply = ask("www.example.org.", "A");
    assert.deepEqual(data(reply), ["www.example.org. A 192.0.2.1"]);
    assert.equal(reply.flags.aa, true);
    assert.deepEqual(
      reply.authority.map(({ type }) => type),
      ["NS"],
    );
    assert.deepEqual(
      ask("mail.example.org.", "MX").additional.map(({ name }) => name),
      ["www.example.org."],
    );
  });

  it("follows aliases in the zone, and asks the server for what is outside", () => {
    assert.equal(data(ask("near.example.org.", "A")).length, 2);
    assert.deepEqual(data(ask("away.example.org.", "A", { found: "198.51.100.7" })), [
      "away.example.org. CNAME www.example.com.",
      "www.example.com. A 198.51.100.7",
    ]);
    const gone = ask("away.example.org.", "A");
    assert.equal(gone.rcode, "NXDOMAIN");
    assert.deepEqual(
      gone.authority.map(({ type }) => type),
      ["SOA"],
    );
  });

  it("answers from a wildcard unless a name is nearer", () => {
    assert.deepEqual(data(ask("any.w.example.org.", "A")), ["any.w.example.org. A 192.0.2.77"]);
    assert.equal(ask("other.b.w.example.org.", "A").rcode, "NXDOMAIN");
    assert.equal(ask("any.w.example.org.", "TXT").rcode, "NOERROR");
  });

  it("has no error for a name between others, and none for it either", () => {
    const between = ask("between.example.org.", "A");
    assert.deepEqual([between.rcode, between.answer.length], ["NOERROR", 0]);
    assert.equal(ask("nowhere.example.org.", "A").rcode, "NXDOMAIN");
  });

  it("refers to the servers of a delegated part, without authority", () => {
    const reply = ask("deep.sub.example.org.", "A");
    assert.equal(reply.flags.aa, false);
    assert.deepEqual(
      reply.authority.map(({ name }) => name),
      ["sub.example.org."],
    );
    assert.deepEqual(
      reply.additional.map(({ data: own }) => own),
      ["192.0.2.99"],
    );
  });

  it("renames what lies below a DNAME record; one onto itself is a failure", () => {
    assert.deepEqual(data(ask("x.old.example.org.", "A")), [
      "old.example.org. DNAME sub2.example.org.",
      "x.old.example.org. CNAME x.sub2.example.org.",
      "x.sub2.example.org. A 192.0.2.5",
    ]);
    assert.equal(ask("a.loop.example.org.", "A").rcode, "SERVFAIL");
  });

  it("fails where the zone could not be loaded, and refuses transfers and what it does not serve", () => {
    assert.equal(ask("www.example.org.", "A", { serving: null }).rcode, "SERVFAIL");
    assert.equal(ask("example.org.", "AXFR").rcode, "REFUSED");
    assert.equal(ask("example.net.", "A").rcode, "REFUSED");
  });

  it("says in the trace what it did", () => {
    const runner = createDnsRunner(() => "silence");
    const { handler } = createFile(new Map([["example.org.", zone]]), []);
    visitPlugin(handler, createQuery(1, { name: "q.sub.example.org.", type: "A", class: "IN" }), {
      runner,
    });
    const actions = runner.events.flatMap((event) =>
      event.kind === "plugin-acted" ? [event.action] : [],
    );
    assert.deepEqual(actions, [{ kind: "zone-delegated", zone: "sub.example.org." }]);
  });
});
