import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import { getAddressInfo } from "../../../src/dns/resolver/get-address-info.js";
import type { LookupResult, NameRequest } from "../../../src/dns/resolver/get-address-info.js";
import { answerUpstream } from "../../../src/dns/upstream.js";
import { resolvConfText } from "../../../src/kubelet/dns-settings.js";
import { replyTo } from "../../../src/packet/dns-reply.js";
import { queryId, requestId } from "../../../src/trace/id.js";
import { createDnsRunner } from "../../support/dns-run.js";
import type { Beyond, DnsRunner } from "../../support/dns-run.js";
import { readRecord } from "../../support/dns-world.js";

const first = address("10.96.0.10");
const second = address("10.96.0.11");
const records = [
  readRecord("web.default.svc.cluster.local. 30 IN A 10.96.1.64"),
  readRecord("both.example.com. 30 IN A 192.0.2.1"),
  readRecord("both.example.com. 30 IN AAAA 2001:db8::1"),
];

function look(
  name: string,
  beyond: Beyond,
  change: {
    readonly options?: readonly string[];
    readonly two?: boolean;
    readonly family?: "ipv4" | "ipv6";
  } = {},
): { readonly result: LookupResult; readonly runner: DnsRunner } {
  const runner = createDnsRunner(beyond, 1000);
  let id = 0;
  const request: NameRequest = {
    name,
    ...(change.family === undefined ? {} : { family: change.family }),
    request: requestId(1),
    resolvConf: resolvConfText({
      servers: change.two === true ? [first, second] : [first],
      search: ["default.svc.cluster.local", "svc.cluster.local", "cluster.local"],
      options: change.options ?? ["ndots:5"],
    }),
    nextId: () => 100 + id,
    nextQuery: () => queryId(++id),
  };
  return { result: runner.run(getAddressInfo("glibc", request)), runner };
}

const asked = ({ sent }: DnsRunner): readonly string[] =>
  sent.map(({ to, message }) => {
    const [question] = message.question;
    return `${to} ${question?.name ?? ""} ${question?.type ?? ""}`;
  });

describe("glibc's resolver", () => {
  // The real one, asked in a namespace of its own with a server that answers so.
  for (const [family, kind] of [
    [undefined, "not-found"],
    ["ipv4", "no-data"],
    ["ipv6", "not-found"],
  ] as const) {
    it(`does not take the address of another name, and ends its search there: ${family ?? "both families"}`, () => {
      const other: Beyond = ({ message }) => ({
        ...replyTo(message),
        answer: [
          readRecord("other.example.com. 30 IN A 192.0.2.1"),
          readRecord("other.example.com. 30 IN AAAA 2001:db8::1"),
        ].filter(({ type }) => type === message.question[0]?.type),
      });
      const { result, runner } = look("web", other, family === undefined ? {} : { family });
      assert.deepEqual(result, { kind });
      const names = new Set(runner.sent.map(({ message }) => message.question[0]?.name));
      assert.deepEqual([...names], ["web.default.svc.cluster.local."]);
    });
  }

  it("tells the trace its candidates, questions and answers under one query id each", () => {
    const { result, runner } = look("web", ({ message }) => answerUpstream(records, message));
    assert.deepEqual(result, {
      kind: "found",
      addresses: [address("10.96.1.64")],
      canonicalName: "web.default.svc.cluster.local",
    });
    const told = runner.events.map((event) => {
      return "query" in event ? `${event.kind} ${event.query}` : event.kind;
    });
    assert.deepEqual(told, [
      "lookup-started",
      "candidate-tried",
      "query-sent 1",
      "query-sent 2",
      "answer-received 1",
      "answer-received 2",
      "lookup-ended",
    ]);
    assert.deepEqual(runner.events[0], {
      kind: "lookup-started",
      request: 1,
      name: "web",
      candidates: [
        "web.default.svc.cluster.local.",
        "web.svc.cluster.local.",
        "web.cluster.local.",
        "web.",
      ],
      dots: 0,
      ndots: 5,
    });
  });

  it("waits five seconds, asks twice, and takes a timeout for the end of the search", () => {
    const { result, runner } = look("web", () => "silence");
    assert.equal(result.kind, "try-again");
    // Two rounds for the first candidate and two for the name as it is.
    assert.equal(runner.sent.length, 8);
    assert.equal(runner.now, 4 * 5_000_000);
  });

  it("goes to the next server after a timeout, which has as long to answer", () => {
    const { result, runner } = look(
      "web",
      ({ to, message }) => (to === first ? "silence" : answerUpstream(records, message)),
      { two: true },
    );
    assert.equal(result.kind, "found");
    assert.deepEqual(asked(runner), [
      "10.96.0.10 web.default.svc.cluster.local. A",
      "10.96.0.10 web.default.svc.cluster.local. AAAA",
      "10.96.0.11 web.default.svc.cluster.local. A",
      "10.96.0.11 web.default.svc.cluster.local. AAAA",
    ]);
    assert.equal(runner.now, 5_001_000);
  });

  it("gives up at once where nothing listens at any server", () => {
    const { result, runner } = look("web", () => "refused");
    assert.equal(result.kind, "try-again");
    assert.ok(asked(runner).every((text) => text.includes("web.default.svc.cluster.local.")));
    assert.equal(runner.open.size, 0);
  });

  it("asks one by one, then on a new socket, when one of two answers is lost", () => {
    const { result, runner } = look("both.example.com.", ({ message }) => {
      return message.question[0]?.type === "AAAA" ? "silence" : answerUpstream(records, message);
    });
    assert.deepEqual(result, {
      kind: "found",
      addresses: [address("192.0.2.1")],
      canonicalName: "both.example.com",
    });
    assert.equal(runner.sent.length, 6);
    assert.equal(new Set(runner.sent.map(({ socket }) => socket)).size, 3);
    assert.equal(runner.now, 3 * 5_000_000);
  });

  it("takes an empty answer to AAAA for what it is beside an address", () => {
    const { result } = look("web.", ({ message }) => {
      const reply = answerUpstream([readRecord("web. 5 IN A 192.0.2.7")], message);
      return { ...reply, rcode: "NOERROR" };
    });
    assert.equal(result.kind, "found");
  });

  it("passes over answers with another id or to another question", () => {
    const { result } = look("web.", ({ message }) => ({ ...replyTo(message), id: message.id + 7 }));
    assert.equal(result.kind, "try-again");
  });

  it("does not look an address up", () => {
    for (const [text, found] of [
      ["10.96.1.64", "10.96.1.64"],
      ["127.1", "127.0.0.1"],
      ["0x7f.1", "127.0.0.1"],
      ["fd00::a", "fd00::a"],
    ] as const) {
      const { result, runner } = look(text, () => "silence");
      assert.deepEqual(result.kind === "found" && result.addresses, [address(found)]);
      assert.equal(runner.events.length, 0);
    }
  });
});
