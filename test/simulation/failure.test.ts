import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lastOutcome, playLines } from "../support/kind-scenario.js";
import { packetLines } from "../support/packet-path.js";

describe("a request that fails", () => {
  it("is refused by a reset where nobody listens", () => {
    const { trace, diagnostics } = playLines("client curl http://10.244.2.3:81\nexpect refused");
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(lastOutcome(trace), {
      outcome: "refused",
      output:
        "curl: (7) Failed to connect to 10.244.2.3 port 81 after 1 ms: Could not connect to server",
    });
    const [syn, reset] = packetLines(trace);
    assert.match(syn ?? "", /^curl SYN 10\.244\.1\.2:\d+ > 10\.244\.2\.3:81 rejected$/);
    assert.match(reset ?? "", /^kernel RST,ACK 10\.244\.2\.3:81 > 10\.244\.1\.2:\d+ delivered$/);
  });

  it("is refused by kube-proxy's REJECT where a Service has no endpoints", () => {
    const more = "service empty {\n select app=none\n cluster-ip 10.96.7.7\n port 80\n}\n";
    const { trace } = playLines("client curl http://10.96.7.7\nexpect refused", { more });
    const [syn, error] = packetLines(trace);
    assert.match(syn ?? "", / > 10\.96\.7\.7:80 rejected$/);
    assert.equal(error, "kernel icmp 3/3 10.244.1.1 > 10.244.1.2 delivered");
    const end = trace.events.find((event) => event.kind === "packet-ended");
    assert.equal(end?.kind === "packet-ended" && end.reason.kind, "rule");
  });

  it("is unreachable where the gateway has no route, and its error is translated back", () => {
    const { trace } = playLines("client curl http://203.0.113.9\nexpect unreachable");
    const [syn, error] = packetLines(trace);
    assert.match(syn ?? "", /^curl SYN 10\.244\.1\.2:\d+ > 203\.0\.113\.9:80 unroutable$/);
    // The gateway answers the node, whose masquerade is undone.
    assert.equal(error, "kernel icmp 3/0 172.18.0.1 > 172.18.0.2 delivered");
    const translated = trace.events.find(
      (event) => event.kind === "packet-translated" && event.translation === "un-snat",
    );
    assert.equal(translated?.kind, "packet-translated");
    assert.equal(translated.headers.destination, "10.244.1.2");
  });

  it("waits through all repetitions where a neighbour does not exist", () => {
    const { trace, diagnostics } = playLines("client curl http://172.18.0.99\nexpect timeout");
    assert.deepEqual(diagnostics, []);
    assert.match(lastOutcome(trace).output, /^curl: \(28\) Failed to connect .* after 127000 ms: /);
    const syns = packetLines(trace);
    assert.equal(syns.length, 7);
    assert.ok(syns.every((line) => line.endsWith("lost")));
    const times = trace.events.flatMap((event) =>
      event.kind === "packet-created" ? [event.at] : [],
    );
    assert.deepEqual(
      times.map((at) => at / 1_000_000),
      [0, 1, 3, 7, 15, 31, 63],
    );
  });

  it("ends at the limit of virtual time where a server never answers", () => {
    const more = "pod mute on worker2 { container app serves 80/tcp silent }\n";
    const { trace, diagnostics } = playLines("client curl http://10.244.2.2\nexpect timeout", {
      more,
    });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["play-limit-reached"],
    );
    assert.equal(lastOutcome(trace).outcome, "timed out");
  });

  it("ends every packet where the number of tasks is reached", () => {
    const limits = { tasks: 3, requestMicroseconds: 1_000_000 };
    const { trace, diagnostics } = playLines("client curl http://10.96.1.64", { limits });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["play-limit-reached"],
    );
    const end = trace.events.at(-1);
    assert.equal(end?.kind === "packet-ended" && end.reason.kind, "end-of-play");
  });

  it("makes a diagnostic of an expectation that does not hold", () => {
    const { trace, diagnostics } = playLines("client curl http://10.96.1.64\nexpect refused");
    assert.deepEqual(
      diagnostics.map(({ code, parameters }) => ({ code, parameters })),
      [{ code: "expectation-failed", parameters: { expectation: "refused", found: "answered" } }],
    );
    const checked = trace.events.findLast((event) => event.kind === "expectation-checked");
    assert.equal(checked?.holds, false);
  });
});
