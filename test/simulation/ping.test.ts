import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { endsOf, playHosts, playOne } from "../support/host-scenario.js";

// Texts and order as iputils 20221126 prints them on Linux 6.18; times are the model's.
describe("ping", () => {
  it("prints a line for each answer, and the round trips", () => {
    assert.deepEqual(playOne("left ping 10.2.0.2 -c 2"), {
      outcome: "answered",
      output: [
        "PING 10.2.0.2 (10.2.0.2) 56(84) bytes of data.",
        "64 bytes from 10.2.0.2: icmp_seq=1 ttl=63 time=0.260 ms",
        "64 bytes from 10.2.0.2: icmp_seq=2 ttl=63 time=0.200 ms",
        "",
        "--- 10.2.0.2 ping statistics ---",
        "2 packets transmitted, 2 received, 0% packet loss, time 1000ms",
        "rtt min/avg/max/mdev = 0.200/0.230/0.260/0.030 ms",
        "",
      ].join("\n"),
    });
  });

  it("finds a host by its name", () => {
    const { outcome, output } = playOne("left ping right");
    assert.equal(outcome, "answered");
    assert.match(
      output,
      /^PING right \(10\.2\.0\.2\) 56\(84\) bytes of data\.\n64 bytes from 10\.2/,
    );
  });

  it("measures no time without room for it", () => {
    const { output } = playOne("left ping 10.2.0.2 -s 8");
    assert.match(output, /\n16 bytes from 10\.2\.0\.2: icmp_seq=1 ttl=63\n/);
    assert.ok(output.endsWith("1 packets transmitted, 1 received, 0% packet loss, time 0ms\n\n"));
  });

  const told = [
    [
      "a TTL that runs out",
      "left ping 10.2.0.2 -t 1",
      "",
      "From 10.1.0.1 icmp_seq=1 Time to live exceeded",
    ],
    [
      "a network without a route",
      "left ping 10.3.0.2",
      "",
      "From 10.1.0.1 icmp_seq=1 Destination Net Unreachable",
    ],
    [
      "a neighbour that is not there",
      "left ping 10.1.0.9",
      "",
      "From 10.1.0.2 icmp_seq=1 Destination Host Unreachable",
    ],
    [
      "a way that is too narrow",
      "left ping 10.2.0.2 -s 1472",
      "",
      "From 10.1.0.1 icmp_seq=1 Frag needed and DF set (mtu = 1400)",
    ],
    [
      "an unreachable route",
      "left ping 10.5.0.1",
      "route router add unreachable 10.5.0.0/16",
      "From 10.1.0.1 icmp_seq=1 Destination Host Unreachable",
    ],
    [
      "a prohibited route",
      "left ping 10.5.0.1",
      "route router add prohibit 10.5.0.0/16",
      "From 10.1.0.1 icmp_seq=1 Packet filtered",
    ],
    [
      "a rule that rejects",
      "left ping 10.2.0.2",
      "iptables right -A INPUT -p icmp -j REJECT",
      "From 10.2.0.2 icmp_seq=1 Destination Port Unreachable",
    ],
    [
      "a rule that prohibits",
      "left ping 10.2.0.2",
      "iptables right -A INPUT -p icmp -j REJECT --reject-with icmp-net-prohibited",
      "From 10.2.0.2 icmp_seq=1 Destination Net Prohibited",
    ],
  ] as const;
  for (const [cause, line, before, expected] of told) {
    it(`says what ICMP told of ${cause}`, () => {
      const { outcome, output } = playOne(line, before);
      const lines = output.split("\n");
      assert.equal(lines[1], expected);
      assert.equal(outcome, "unreachable");
      assert.equal(
        lines[4],
        "1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms",
      );
    });
  }

  it("sends pieces once it has learned of the narrow way", () => {
    const { outcome, output } = playOne("left ping 10.2.0.2 -c 3 -s 1472");
    assert.equal(outcome, "answered");
    assert.match(
      output,
      /mtu = 1400\)\n1480 bytes from 10\.2\.0\.2: icmp_seq=2 .*\n1480 bytes .* icmp_seq=3/,
    );
    assert.match(
      output,
      /3 packets transmitted, 2 received, \+1 errors, 33\.3333% packet loss, time 2000ms/,
    );
  });

  it("counts how many requests waited for a neighbour that never answers", () => {
    const { output } = playOne("left ping 10.1.0.9 -c 2");
    assert.ok(output.endsWith("+2 errors, 100% packet loss, time 1000ms\npipe 2\n"), output);
  });

  const failing = [
    [
      "no route",
      "break route left 0.0.0.0/0",
      "ping: connect: Network is unreachable",
      "unreachable",
    ],
    [
      "a blackhole of its own",
      "route left add blackhole 10.2.0.0/16",
      "ping: connect: Invalid argument",
      "unreachable",
    ],
    [
      "an unreachable route of its own",
      "route left add unreachable 10.2.0.0/16",
      "ping: connect: No route to host",
      "unreachable",
    ],
    [
      "a prohibited route of its own",
      "route left add prohibit 10.2.0.0/16",
      "ping: Do you want to ping broadcast? Then -b. If not, check your local firewall rules",
      "not permitted",
    ],
  ] as const;
  for (const [cause, before, output, outcome] of failing) {
    it(`does not start with ${cause}`, () => {
      assert.deepEqual(playOne("left ping 10.2.0.2", before), { outcome, output });
    });
  }

  it("waits ten seconds for an answer that never comes", () => {
    const { trace } = playHosts("sysctl right net.ipv4.icmp_echo_ignore_all 1\nleft ping 10.2.0.2");
    const [end] = endsOf(trace);
    assert.ok(end);
    assert.equal(end.outcome, "timed out");
    assert.match(end.output, /\n\n--- .*\n1 packets transmitted, 0 received, 100% packet loss/);
    const timer = trace.events.find((event) => event.kind === "timer-fired");
    assert.ok(timer?.kind === "timer-fired" && timer.purpose === "answer-timeout");
    assert.equal(timer.afterMicroseconds, 10_000_000);
  });

  it("says nothing of a request that its own host drops, and complains of one that it rejects", () => {
    const dropped = playOne("left ping 10.2.0.2", "iptables left -A OUTPUT -p icmp -j DROP");
    assert.equal(dropped.outcome, "timed out");
    assert.doesNotMatch(dropped.output, /sendmsg/);
    const rejected = playOne("left ping 10.2.0.2", "iptables left -A OUTPUT -d 10.2.0.2 -j REJECT");
    assert.equal(rejected.outcome, "not permitted");
    assert.match(
      rejected.output,
      /\nFrom 10\.1\.0\.2 icmp_seq=1 Destination Port Unreachable\nping: sendmsg: Operation not permitted\n/,
    );
  });

  it("is answered by the address that was asked, also over lo", () => {
    assert.match(
      playOne("left ping 10.2.0.1").output,
      /64 bytes from 10\.2\.0\.1: icmp_seq=1 ttl=64 /,
    );
    assert.match(
      playOne("left ping 127.0.0.1").output,
      /64 bytes from 127\.0\.0\.1: icmp_seq=1 ttl=64 /,
    );
  });
});
