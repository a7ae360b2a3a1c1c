import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lastOutcome, playLines } from "../support/kind-scenario.js";
import { packetLines, packetPath } from "../support/packet-path.js";

const UPSTREAM = "upstream 8.8.8.8 { record www.example.com 60 A 203.0.113.80 }\n";

describe("a look-up by curl in a pod", () => {
  const { trace, diagnostics } = playLines(
    "client curl http://example.default.svc.cluster.local\nexpect 200 from example",
  );

  it("walks the search list: three pairs of NXDOMAIN, then the name as it is", () => {
    assert.deepEqual(diagnostics, []);
    const natures = packetLines(trace).flatMap((line) => {
      const [, type, code] = /^coredns (A{1,4}) (\w+) /.exec(line) ?? [];
      return type === undefined ? [] : [`${type} ${code ?? ""}`];
    });
    assert.deepEqual(natures, [
      ...[1, 2, 3].flatMap(() => ["A NXDOMAIN", "AAAA NXDOMAIN"]),
      "A NOERROR",
      "AAAA NOERROR",
    ]);
  });

  it("is told to CoreDNS's plugins under the client's own query numbers", () => {
    const asked = trace.events.flatMap((event) =>
      event.kind === "query-sent" ? [event.query] : [],
    );
    const served = trace.events.flatMap((event) =>
      event.kind === "block-chosen" ? [event.query] : [],
    );
    assert.deepEqual(served, asked);
    assert.equal(new Set(asked).size, 8);
  });

  it("answers each query with a packet that names the query's", () => {
    const made = trace.events.filter((event) => event.kind === "packet-created");
    for (const event of made.filter(({ program }) => program === "coredns")) {
      const question = made.find(({ packet }) => packet === event.parent);
      assert.ok(question?.headers.transport.protocol === "udp");
      const { payload } = question.headers.transport;
      const answer = event.headers.transport.payload;
      assert.ok(payload.kind === "dns" && answer.kind === "dns");
      assert.deepEqual(payload.message.question, answer.message.question);
    }
  });
});

describe("a look-up that leaves the cluster", () => {
  const { trace } = playLines("client dig www.example.com", { more: UPSTREAM });

  it("is forwarded by CoreDNS, masqueraded by its node, and answered from behind the gateway", () => {
    assert.equal(lastOutcome(trace).outcome, "answered");
    assert.match(lastOutcome(trace).output, /www\.example\.com\.\s+\d+\s+IN\s+A\s+203\.0\.113\.80/);
    const forwarded = trace.events.find(
      (event) => event.kind === "packet-created" && event.headers.destination === "8.8.8.8",
    );
    const path = packetPath(trace, Number(forwarded?.packet));
    assert.match(path[1] ?? "", /\[snat 172\.18\.0\.4:\d+ > 8\.8\.8\.8:53\]/);
    assert.deepEqual(path.map((line) => line.slice(0, line.indexOf(":"))).slice(1, 3), [
      "node/control-plane",
      "outside/gateway",
    ]);
    assert.match(path[2] ?? "", /ttl=62/);
  });

  it("fails after its timeouts where the upstream does not exist", () => {
    const corefile = "corefile {\n  .:53 {\n    forward . 172.18.0.77\n  }\n}\n";
    const failed = playLines("client dig www.example.com", { more: corefile }).trace;
    assert.notEqual(lastOutcome(failed).outcome, "answered");
  });
});
