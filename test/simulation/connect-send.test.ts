import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { packetLength } from "../../src/packet/packet-length.js";
import { endsOf, playHosts, playOne } from "../support/host-scenario.js";

// What each call returns was measured with sockets on Linux 6.18.
const BOTH = [
  ["no route", "break route left 0.0.0.0/0", "Network is unreachable"],
  ["a blackhole of its own", "route left add blackhole 10.2.0.0/16", "Invalid argument"],
  ["an unreachable route of its own", "route left add unreachable 10.2.0.0/16", "No route to host"],
  ["a prohibited route of its own", "route left add prohibit 10.2.0.0/16", "Permission denied"],
] as const;

describe("connect", () => {
  it("says where it is connected, and what the server answers", () => {
    const { outcome, output } = playOne("left connect tcp 10.2.0.2:7");
    assert.equal(outcome, "answered");
    assert.match(
      output,
      /^connected from 10\.1\.0\.2:(\d+) to 10\.2\.0\.2:7\n10\.1\.0\.2:\1: hello\n$/,
    );
  });

  it("is answered by a server that only listens", () => {
    const { outcome, output } = playOne("left connect tcp 10.2.0.2:80");
    assert.equal(outcome, "answered");
    assert.match(output, /^connected from 10\.1\.0\.2:\d+ to 10\.2\.0\.2:80\n$/);
  });

  for (const [cause, before, text] of BOTH) {
    it(`fails at once with ${cause}`, () => {
      const { output } = playOne("left connect tcp 10.2.0.2:7", before);
      assert.equal(output, `connect: ${text}\n`);
    });
  }

  const told = [
    ["a closed port", "left connect tcp 10.2.0.2:8", "", "Connection refused", "refused"],
    [
      "a rule that rejects on the way",
      "left connect tcp 10.2.0.2:7",
      "iptables router -A FORWARD -p tcp -j REJECT",
      "Connection refused",
      "refused",
    ],
    [
      "a rule that resets",
      "left connect tcp 10.2.0.2:7",
      "iptables router -A FORWARD -p tcp -j REJECT --reject-with tcp-reset",
      "Connection refused",
      "refused",
    ],
    [
      "a network without a route",
      "left connect tcp 10.3.0.2:7",
      "",
      "Network is unreachable",
      "unreachable",
    ],
    [
      "a prohibited route",
      "left connect tcp 10.5.0.1:7",
      "route router add prohibit 10.5.0.0/16",
      "No route to host",
      "unreachable",
    ],
    [
      "a neighbour that is not there",
      "left connect tcp 10.1.0.9:7",
      "",
      "No route to host",
      "unreachable",
    ],
    [
      "its own host's REJECT",
      "left connect tcp 10.2.0.2:7",
      "iptables left -A OUTPUT -p tcp -j REJECT",
      "Connection refused",
      "refused",
    ],
    [
      "its own host's DROP",
      "left connect tcp 10.2.0.2:7",
      "iptables left -A OUTPUT -p tcp -j DROP",
      "Connection timed out",
      "timed out",
    ],
    [
      "a router that does not forward",
      "left connect tcp 10.2.0.2:7",
      "sysctl router net.ipv4.ip_forward 0",
      "Connection timed out",
      "timed out",
    ],
  ] as const;
  for (const [cause, line, before, text, outcome] of told) {
    it(`ends as the kernel lets it with ${cause}`, () => {
      assert.deepEqual(playOne(line, before), { outcome, output: `connect: ${text}\n` });
    });
  }

  it("goes on to hope while ICMP only says that a router is in trouble after the handshake", () => {
    // A soft error of a connection that stands is the reason only once the peer stays silent.
    const { trace } = playHosts(
      "left connect tcp 10.2.0.2:80\nbreak route router 10.2.0.0/24\nwait 1s\nleft connect tcp 10.2.0.2:80",
    );
    assert.deepEqual(
      endsOf(trace).map(({ outcome }) => outcome),
      ["answered", "unreachable"],
    );
  });
});

describe("send", () => {
  it("prints the answer, which tells the client's address as the server sees it", () => {
    const { outcome, output } = playOne("left send udp 10.2.0.2:7 -s 3");
    assert.equal(outcome, "answered");
    assert.match(output, /^\d+ bytes from 10\.2\.0\.2:7: 10\.1\.0\.2:\d+: abc\n$/);
  });

  for (const [cause, before, text] of BOTH) {
    it(`fails at once with ${cause}`, () => {
      const { output } = playOne("left send udp 10.2.0.2:7", before);
      assert.equal(output, `send: ${text}\n`);
    });
  }

  it("must not be sent to everybody", () => {
    assert.equal(playOne("left send udp 10.1.0.255:7").output, "send: Permission denied\n");
  });

  for (const verdict of ["DROP", "REJECT"]) {
    for (const place of ["-A OUTPUT", "-t mangle -A POSTROUTING"]) {
      if (verdict === "REJECT" && place !== "-A OUTPUT") continue;
      it(`is not permitted where its own host has ${place} ${verdict}`, () => {
        const rule = `iptables left ${place} -p udp -j ${verdict}`;
        assert.deepEqual(playOne("left send udp 10.2.0.2:7", rule), {
          outcome: "not permitted",
          output: "send: Operation not permitted\n",
        });
      });
    }
  }

  it("hears that a port is closed", () => {
    const { outcome, output } = playOne("left send udp 10.2.0.2:8");
    assert.deepEqual([outcome, output], ["refused", "send: Connection refused\n"]);
  });

  const silent = [
    ["a server that says nothing", "left send udp 10.2.0.2:9", ""],
    ["a network without a route", "left send udp 10.3.0.2:7", ""],
    [
      "an unreachable route",
      "left send udp 10.5.0.1:7",
      "route router add unreachable 10.5.0.0/16",
    ],
    ["a neighbour that is not there", "left send udp 10.1.0.9:7", ""],
    [
      "a rule that drops on the way",
      "left send udp 10.2.0.2:7",
      "iptables router -A FORWARD -j DROP",
    ],
  ] as const;
  for (const [cause, line, before] of silent) {
    it(`hears nothing of ${cause}: a socket is told of lasting errors only`, () => {
      assert.deepEqual(playOne(line, before), {
        outcome: "timed out",
        output: "send: no answer within 5 s\n",
      });
    });
  }

  it("hears of a prohibited route, which lasts", () => {
    const before = "route router add prohibit 10.5.0.0/16";
    assert.equal(playOne("left send udp 10.5.0.1:7", before).output, "send: No route to host\n");
  });
});

describe("segments of a long answer", () => {
  const body = "x".repeat(3000);
  const hosts = (mtu: number): string => `
host left { address eth0 10.1.0.2/24  route default via 10.1.0.1 }
host router { address eth0 10.1.0.1/24  address eth1 10.2.0.1/24  mtu eth1 ${mtu}  address eth2 10.3.0.1/24  sysctl net.ipv4.ip_forward 1 }
host middle { mtu eth0 ${mtu}  address eth0 10.2.0.2/24  address eth1 10.4.0.1/24  route 10.1.0.0/24 via 10.2.0.1  sysctl net.ipv4.ip_forward 1 }
host right { address eth0 10.4.0.2/24  route default via 10.4.0.1  serves 80/tcp http 200 "${body}" }
link left.eth0 router.eth0
link router.eth1 middle.eth0
link middle.eth1 right.eth0
`;

  it("fit the peer's link", () => {
    const { trace, diagnostics } = playHosts(
      "route router add 10.4.0.0/24 via 10.2.0.2\nleft curl http://10.4.0.2\nexpect 200",
      { hosts: hosts(1500) },
    );
    assert.deepEqual(diagnostics, []);
    const lengths = dataLengths(trace);
    assert.ok(lengths.every((length) => length <= 1500));
    assert.ok(lengths.filter((length) => length === 1500).length >= 2);
  });

  it("are cut again where a router in the middle cannot take them", () => {
    const { trace, diagnostics } = playHosts(
      "route router add 10.4.0.0/24 via 10.2.0.2\nleft curl http://10.4.0.2\nexpect 200",
      { hosts: hosts(1300) },
    );
    assert.deepEqual(diagnostics, []);
    const lengths = dataLengths(trace);
    assert.ok(lengths.includes(1500) && lengths.includes(1300), lengths.join(" "));
    const end = endsOf(trace).at(-1);
    assert.equal(end?.output, body);
  });
});

function dataLengths({ events }: ReturnType<typeof playHosts>["trace"]): readonly number[] {
  return events.flatMap((event) =>
    event.kind === "packet-created" &&
    event.program === "http" &&
    event.headers.transport.payload.kind === "text"
      ? [packetLength(event.headers)]
      : [],
  );
}
