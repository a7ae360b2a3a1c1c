import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import { dig, printDig } from "../../../src/dns/client/dig.js";
import type { DigRequest } from "../../../src/dns/client/dig.js";
import { answerUpstream } from "../../../src/dns/upstream.js";
import { queryId } from "../../../src/trace/id.js";
import { createDnsRunner } from "../../support/dns-run.js";
import { readRecord } from "../../support/dns-world.js";

const request: DigRequest = {
  name: "web.example",
  type: "A",
  server: address("10.96.0.10"),
  nextQuery: () => queryId(7),
  nextId: () => 4242,
};

describe("dig", () => {
  it("asks for the name as it is, without the search list", () => {
    const runner = createDnsRunner(({ message }) => answerUpstream([], message), 1500);
    const result = runner.run(dig(request));
    assert.deepEqual(runner.sent[0]?.message.question, [
      { name: "web.example.", type: "A", class: "IN" },
    ]);
    assert.equal(result.kind === "answered" && result.microseconds, 1500);
    assert.deepEqual(
      runner.events.map((event) => ("query" in event ? [event.kind, event.query] : [])),
      [
        ["query-sent", 7],
        ["answer-received", 7],
      ],
    );
  });

  it("prints header, question and sections", () => {
    const alias = readRecord("web.example. 60 IN CNAME real.example.");
    const record = readRecord("real.example. 30 IN A 192.0.2.1");
    const runner = createDnsRunner(({ message }) => answerUpstream([alias, record], message), 2000);
    assert.equal(
      printDig(runner.run(dig(request))),
      [
        ";; Got answer:",
        ";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4242",
        ";; flags: qr rd ra; QUERY: 1, ANSWER: 2, AUTHORITY: 0, ADDITIONAL: 1",
        "",
        ";; OPT PSEUDOSECTION:",
        "; EDNS: version: 0, flags:; udp: 1232",
        ";; QUESTION SECTION:",
        ";web.example.\t\tIN\tA",
        "",
        ";; ANSWER SECTION:",
        "web.example.\t60\tIN\tCNAME\treal.example.",
        "real.example.\t30\tIN\tA\t192.0.2.1",
        "",
        ";; Query time: 2 msec",
        ";; SERVER: 10.96.0.10#53(10.96.0.10) (UDP)",
        "",
      ].join("\n"),
    );
  });

  it("tries three times, five seconds each, and says so", () => {
    const runner = createDnsRunner(() => "silence");
    const result = runner.run(dig(request));
    assert.equal(runner.now, 15_000_000);
    assert.equal(runner.open.size, 0);
    assert.match(
      printDig(result),
      /^(;; communications error to 10\.96\.0\.10#53: timed out\n){3};; no servers/,
    );
  });
});
