import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { readCorefile } from "../../src/dns/corefile/read.js";
import { createDnsServer, serveDns } from "../../src/dns/server.js";
import type { DnsServer } from "../../src/dns/server.js";
import { answerUpstream } from "../../src/dns/upstream.js";
import { createQuery } from "../../src/packet/dns-reply.js";
import { queryId } from "../../src/trace/id.js";
import { createDnsRunner } from "../support/dns-run.js";
import type { Beyond, DnsRunner } from "../support/dns-run.js";
import { readDnsWorld, readRecord } from "../support/dns-world.js";

const upstream = address("172.18.0.1");
const www = [readRecord("www.example.com. 300 IN A 203.0.113.80")];

function start(text: string): DnsServer {
  const { corefile } = readCorefile({ name: "Corefile", text });
  const cluster = readDnsWorld("");
  return createDnsServer(corefile, {
    cluster: () => cluster,
    localAddresses: [address("10.244.0.2")],
    resolvConf: { servers: [upstream], search: [], options: [] },
    serial: 1,
  });
}

function ask(server: DnsServer, name: string, runner: DnsRunner): string {
  const reply = runner.run(
    serveDns(server, {
      query: queryId(9),
      message: createQuery(5, { name, type: "A", class: "IN" }),
      client: address("10.244.1.5"),
      transport: "udp",
    }),
  );
  return `${reply?.rcode ?? "none"} ${reply?.id ?? ""} ${reply?.answer.map(({ ttl }) => ttl).join() ?? ""}`;
}

const told = ({ events }: DnsRunner): readonly string[] =>
  events.map((event) => {
    if (event.kind === "plugin-acted") return `${event.plugin} ${event.action.kind}`;
    if (event.kind === "plugin-entered") return `> ${event.plugin} ${event.line}`;
    return event.kind === "plugin-answered" ? `< ${event.plugin} ${event.rcode}` : event.kind;
  });

describe("a CoreDNS server", () => {
  it("says where the Corefile has the plugins in another order than the chain", () => {
    const mixed = start(". {\n  forward . /etc/resolv.conf\n  cache 30\n  errors\n}\n");
    assert.equal(mixed.blocks[0]?.reordered, true);
    // What has no place in the chain does not count, nor do the lines of a snippet that stands elsewhere.
    const same = start("(c) {\n cache\n}\n. {\n errors\n import c\n ready\n loop\n}\n");
    assert.equal(same.blocks[0]?.reordered, undefined);
  });

  it("tells the trace the plugins in the order of the chain, and who wrote the reply", () => {
    const runner = createDnsRunner(({ message }) => answerUpstream(www, message));
    const server = start(". {\n  forward . /etc/resolv.conf\n  cache 30\n  errors\n}\n");
    assert.equal(ask(server, "www.example.com.", runner), "NOERROR 5 30");
    assert.deepEqual(told(runner), [
      "block-chosen",
      "> errors 4",
      "> cache 3",
      "cache cache-miss",
      "> forward 2",
      "forward forwarded",
      "< forward NOERROR",
      "cache cache-stored",
    ]);
    assert.ok(runner.events.every((event) => "query" in event && event.query === queryId(9)));
  });

  it("counts a kept answer down and forgets it", () => {
    const runner = createDnsRunner(({ message }) => answerUpstream(www, message));
    const server = start(". {\n  cache 30\n  forward . /etc/resolv.conf\n}\n");
    const replies = [0, 29_999_999, 1].map((microseconds) => {
      runner.now += microseconds;
      return `${ask(server, "www.example.com.", runner)} after ${runner.sent.length}`;
    });
    assert.deepEqual(replies, [
      "NOERROR 5 30 after 1",
      "NOERROR 5 1 after 1",
      "NOERROR 5 30 after 2",
    ]);
  });

  it("asks a silent upstream twice for two seconds, then gives SERVFAIL, which errors logs", () => {
    const runner = createDnsRunner(() => "silence");
    const server = start(". {\n  errors\n  cache\n  forward . /etc/resolv.conf\n}\n");
    assert.equal(ask(server, "www.example.com.", runner), "SERVFAIL 5 ");
    assert.equal(runner.now, 4_000_000);
    const asked = runner.sent.filter(({ message }) => message.question[0]?.name !== ".");
    assert.equal(asked.length, 2);
    assert.ok(asked.every(({ socket }) => !runner.open.has(socket)));
    // The others are checks, whether it is there again.
    assert.ok(runner.sent.length > 2);
    const logged = runner.events.flatMap((event) => {
      const action = event.kind === "plugin-acted" ? event.action : null;
      return action?.kind === "error-logged" ? [action.text] : [];
    });
    assert.deepEqual(logged, ["2 www.example.com. A: i/o timeout"]);
  });

  it("goes to the next upstream where one refuses", () => {
    const beyond: Beyond = ({ to, message }) =>
      to === upstream ? answerUpstream(www, message) : "refused";
    const runner = createDnsRunner(beyond);
    const server = start(
      ". {\n  forward . 192.0.2.9 172.18.0.1 {\n    policy sequential\n  }\n}\n",
    );
    assert.equal(ask(server, "www.example.com.", runner), "NOERROR 5 300");
    assert.deepEqual(
      runner.sent.slice(0, 2).map(({ to }) => to),
      ["192.0.2.9", "172.18.0.1"],
    );
  });

  it("ends the walk at a plugin that is not built", () => {
    const runner = createDnsRunner(() => "silence");
    const server = start(". {\n  geoip a.mmdb\n  forward . /etc/resolv.conf\n}\n");
    assert.equal(ask(server, "www.example.com.", runner), "SERVFAIL 5 ");
    assert.deepEqual(told(runner), ["block-chosen", "> geoip 2", "< geoip SERVFAIL"]);
  });

  it("refuses names that no block serves", () => {
    const runner = createDnsRunner(() => "silence");
    const server = start("example.org {\n  forward . /etc/resolv.conf\n}\n");
    assert.equal(ask(server, "www.example.com.", runner), "REFUSED 5 ");
    assert.deepEqual(told(runner), ["block-chosen"]);
  });
});
