import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Trace } from "../../src/trace/trace.js";
import { PLAY_LIMITS } from "../../src/simulation/play/run-until.js";
import { endsOf, playHosts } from "../support/host-scenario.js";

function endingsOf({ events }: Trace): readonly string[] {
  return events.flatMap((event) =>
    event.kind === "packet-ended" ? [`${event.disposition} ${event.reason.kind}`] : [],
  );
}

function born({ events }: Trace): number {
  return events.filter(({ kind }) => kind === "packet-created").length;
}

// Two routers that each think the other one knows the way.
const LOOP = `
host left { address eth0 10.3.0.2/24  route default via 10.3.0.1 }
host one {
  address eth1 10.3.0.1/24
  address eth0 10.1.0.1/24
  route default via 10.1.0.2
  sysctl net.ipv4.ip_forward 1
}
host two { address eth0 10.1.0.2/24  route default via 10.1.0.1  sysctl net.ipv4.ip_forward 1 }
link left.eth0 one.eth1
link one.eth0 two.eth0
`;

const BRIDGES = `
host left { address eth0 10.1.0.1/24 }
bridge east
bridge west
link left.eth0 east
link east west
link west east
`;

describe("what could go on for ever", () => {
  it("ends by the TTL where two routers send a packet to and fro", () => {
    const { trace, diagnostics } = playHosts("left ping 10.9.0.1\nexpect unreachable", {
      hosts: LOOP,
    });
    assert.deepEqual(diagnostics, []);
    assert.ok(endingsOf(trace).includes("expired ttl"));
    assert.match(endsOf(trace)[0]?.output ?? "", /Time to live exceeded/);
    const hops = trace.events.filter(({ kind }) => kind === "ttl-decremented").length;
    assert.ok(hops >= 63);
  });

  it("ends in a loop of bridges, too", () => {
    const { trace } = playHosts("left ping 10.1.0.9", { hosts: BRIDGES });
    assert.equal(endsOf(trace)[0]?.outcome, "unreachable");
    assert.ok(trace.events.length < 5_000, String(trace.events.length));
  });

  it("makes a request as often as it says", () => {
    const { trace } = playHosts("left ping 10.1.0.1 3 times");
    assert.deepEqual(
      endsOf(trace).map(({ outcome }) => outcome),
      ["answered", "answered", "answered"],
    );
  });

  it("stops at a limit with a word about it, and packets on their way say so", () => {
    const limits = { ...PLAY_LIMITS, events: 40, requestEvents: 40 };
    const { trace, diagnostics } = playHosts("left ping 10.2.0.2 -c 5\nleft ping 10.2.0.2", {
      limits,
    });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["play-limit-reached"],
    );
    assert.equal(endsOf(trace).length, 1);
    assert.equal(endingsOf(trace).length, born(trace));
    assert.ok(endingsOf(trace).includes("lost play-limit"));
  });
});
