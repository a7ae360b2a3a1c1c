import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PLAY_LIMITS } from "../../src/simulation/play/run-until.js";
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
    assert.equal(error, "kernel icmp port unreachable 10.244.1.1 > 10.244.1.2 delivered");
    const end = trace.events.find((event) => event.kind === "packet-ended");
    assert.equal(end?.kind === "packet-ended" && end.reason.kind, "rule");
  });

  it("is lost behind the gateway where nothing in the scenario has the address", () => {
    for (const destination of ["203.0.113.9", "10.96.200.200", "10.244.1.77"]) {
      const { trace } = playLines(`client curl http://${destination}\nexpect timeout`);
      const ends = trace.events.filter((event) => event.kind === "packet-ended");
      assert.equal(ends.length, 11);
      for (const { namespace, disposition, reason } of ends) {
        assert.equal(namespace, "outside/gateway");
        assert.equal(disposition, "lost");
        assert.deepEqual(reason, { kind: "outside", destination });
      }
    }
  });

  it("is unreachable at once where its own host has no route", () => {
    const { trace } = playLines("client curl http://[2001:db8::9]\nexpect unreachable");
    assert.deepEqual(packetLines(trace), []);
  });

  it("hears of a closed port outside the cluster by an error that is translated back", () => {
    const more = "upstream 203.0.113.53 { }\n";
    const line = "client dig @172.18.0.1 example.org\nexpect refused";
    const { trace, diagnostics } = playLines(line, { more });
    assert.deepEqual(diagnostics, []);
    const [query, error] = packetLines(trace);
    assert.match(query ?? "", / > 172\.18\.0\.1:53 rejected$/);
    // The gateway answers the node, whose masquerade is undone.
    assert.equal(error, "kernel icmp port unreachable 172.18.0.1 > 172.18.0.2 delivered");
    const translated = trace.events.find(
      (event) => event.kind === "packet-translated" && event.translation === "un-snat",
    );
    assert.equal(translated?.kind, "packet-translated");
    assert.equal(translated.headers.destination, "10.244.1.2");
  });

  it("is told after three seconds that nobody has the address", () => {
    const { trace, diagnostics } = playLines("client curl http://172.18.0.99\nexpect unreachable");
    assert.deepEqual(diagnostics, []);
    assert.equal(
      lastOutcome(trace).output,
      "curl: (7) Failed to connect to 172.18.0.99 port 80 after 3000 ms: Could not connect to server",
    );
    const lines = packetLines(trace);
    assert.ok(
      lines.slice(0, 4).every((line) => line.startsWith("curl SYN") && line.endsWith("lost")),
    );
    assert.match(lines[4] ?? "", /^kernel icmp host unreachable .* delivered$/);
  });

  it("waits through all repetitions where a rule drops every SYN", () => {
    const { trace, diagnostics } = playLines(
      "iptables worker -I FORWARD -d 10.244.2.3 -j DROP\nclient curl http://10.244.2.3\nexpect timeout",
    );
    assert.deepEqual(diagnostics, []);
    assert.match(lastOutcome(trace).output, /^curl: \(28\) Failed to connect .* after 131000 ms: /);
    const syns = packetLines(trace);
    assert.equal(syns.length, 11);
    const times = trace.events.flatMap((event) =>
      event.kind === "packet-created" ? [event.at] : [],
    );
    assert.deepEqual(
      times.map((at) => at / 1_000_000),
      [0, 1, 2, 3, 4, 5, 7, 11, 19, 35, 67],
    );
    const waits = trace.events.flatMap((event) => (event.kind === "timer-fired" ? [event] : []));
    assert.deepEqual(
      waits.map(({ purpose }) => purpose),
      [...Array.from({ length: 10 }, () => "tcp-retransmit"), "tcp-give-up"],
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
    const limits = { ...PLAY_LIMITS, tasks: 3 };
    const { trace, diagnostics } = playLines("client curl http://10.96.1.64", { limits });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["play-limit-reached"],
    );
    const end = trace.events.at(-1);
    assert.equal(end?.kind === "packet-ended" && end.reason.kind, "play-limit");
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
