import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { endsOf, playHosts } from "../support/host-scenario.js";

// What each case expects was recorded on Linux 6.18, with these hosts as network namespaces.
const HOSTS = `
host near {
  address eth0 10.0.0.1/24
  serves 80/tcp http 200 "near"
  serves 7/udp echo
}
host router {
  address eth0 10.0.0.2/24
  address eth1 10.1.0.1/24
  sysctl net.ipv4.ip_forward 1
  sysctl net.ipv4.icmp_echo_ignore_broadcasts 0
  serves 80/tcp http 200 "router"
  serves 7/udp echo
}
host far {
  address eth0 10.1.0.2/24
  route default via 10.1.0.1
}
link near.eth0 router.eth0
link router.eth1 far.eth0
`;

/** How a line ends, and the packets that were made: who made it, its two ends, its TTL. */
function play(line: string): { outcome: string; output: string; packets: readonly string[] } {
  const { trace } = playHosts(line, { hosts: HOSTS });
  const end = endsOf(trace).at(-1);
  assert.ok(end);
  const packets = trace.events.flatMap((event) => {
    if (event.kind !== "packet-created") return [];
    const { source, destination, ttl, transport } = event.headers;
    const type = transport.protocol === "icmp" ? ` ${transport.type}` : "";
    return [`${source} ${destination} ${transport.protocol}${type} ttl ${ttl}`];
  });
  return { ...end, packets };
}

describe("a packet to a broadcast address behind a router", () => {
  for (const port of [80, 81]) {
    it(`is no connection's to port ${port}, and no RST comes back`, () => {
      const { outcome, packets } = play(`far curl http://10.0.0.255:${port}`);
      assert.equal(outcome, "timed out");
      assert.deepEqual([...new Set(packets)], ["10.1.0.2 10.0.0.255 tcp ttl 64"]);
    });
  }

  it("is answered by a server's own address, which a connected socket does not know", () => {
    const { outcome, packets } = play("far send udp 10.0.0.255:7");
    assert.equal(outcome, "timed out");
    assert.deepEqual(packets, [
      "10.1.0.2 10.0.0.255 udp ttl 64",
      "10.1.0.1 10.1.0.2 udp ttl 64",
      "10.1.0.2 10.1.0.1 icmp 3 ttl 64",
    ]);
  });

  it("is an echo request that a host answers from its own address", () => {
    const { output, packets } = play("far ping 10.0.0.255");
    assert.match(
      output,
      /\n64 bytes from 10\.1\.0\.1: icmp_seq=1 ttl=64 time=[\d.]+ ms \(DIFFERENT ADDRESS!\)\n/,
    );
    assert.equal(packets.at(-1), "10.1.0.1 10.1.0.2 icmp 0 ttl 64");
  });
});

describe("a socket that has not asked for broadcasts", () => {
  it("may not send one to its own link", () => {
    assert.deepEqual(play("near send udp 10.0.0.255:7"), {
      outcome: "not permitted",
      output: "send: Permission denied\n",
      packets: [],
    });
    const { output, packets } = play("near ping 10.0.0.255");
    assert.match(output, /^ping: Do you want to ping broadcast\? Then -b\./);
    assert.deepEqual(packets, []);
    assert.deepEqual(play("near dig web.test @10.0.0.255").packets, []);
  });
});

describe("a packet to a group", () => {
  it("leaves with a TTL of 1", () => {
    assert.deepEqual(play("far send udp 224.1.1.1:7").packets, ["10.1.0.2 224.1.1.1 udp ttl 1"]);
    assert.deepEqual(play("far ping 224.0.0.1").packets, [
      "10.1.0.2 224.0.0.1 icmp 8 ttl 1",
      "10.1.0.1 10.1.0.2 icmp 0 ttl 64",
    ]);
    assert.equal(play("far ping 224.0.0.1 -t 9").packets[0], "10.1.0.2 224.0.0.1 icmp 8 ttl 9");
  });
});

describe("a packet to nobody", () => {
  it("goes to the host itself", () => {
    const { outcome, packets } = play("near curl http://0.0.0.0");
    assert.equal(outcome, "answered");
    assert.equal(packets[0], "127.0.0.1 127.0.0.1 tcp ttl 64");
    assert.equal(play("near send udp 0.0.0.0:7").outcome, "answered");
    assert.equal(play("near send udp 0.0.0.0:9").outcome, "refused");
    assert.match(
      play("near ping 0.0.0.0").output,
      /^PING 0\.0\.0\.0 \(127\.0\.0\.1\) 56\(84\) bytes of data\.\n64 bytes from 127\.0\.0\.1: .* ms\n/,
    );
  });
});
