import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readTraceLine } from "../../src/verify/kernel/trace-line.js";

// As nft 1.0.6 printed them.
const SYN =
  'trace id fc33eaa4 ip nat OUTPUT packet: oif "e0" ip saddr 10.9.0.1 ip daddr 10.9.0.2 ip dscp 0x00 ip ecn 0x0 ip ttl 64 ip id 57304 ip protocol 6 ip length 60 tcp sport 56998 tcp dport 80 tcp flags == 0x2 tcp window 64240 ';
const ECHO6 =
  'trace id 787d4f0a inet hopwise output_enter packet: oif "lo" ip6 saddr fd00::1 ip6 daddr fd00::2 ip6 dscp 0x00 ip6 ecn 0x0 ip6 hoplimit 63 ip6 flowlabel 472100 ip6 nexthdr 58 ip6 length 64 icmpv6 type 128 icmpv6 code 0 icmpv6 parameter-problem 2122121217 @th,64,96 0x9324016b ';
const EGRESS =
  'trace id 915ffb40 netdev hopwise out0 packet: oif "e0" @nh,0,160 0x4500003c00004000400626a80a0900020a090001 @th,0,160 0x50db420b3fa2b5a23b8890a012fe8814430000 ';

describe("a line of the kernel's trace", () => {
  it("tells a packet's addresses, ports, flags and time to live", () => {
    const line = readTraceLine(SYN);
    assert.ok(line?.kind === "packet");
    assert.deepEqual(
      [line.id, line.family, line.table, line.chain],
      ["fc33eaa4", "ip", "nat", "OUTPUT"],
    );
    const { source, destination, sourcePort, destinationPort, flags, ttl, length } = line.packet;
    assert.deepEqual(
      [source, sourcePort, destination, destinationPort],
      ["10.9.0.1", 56998, "10.9.0.2", 80],
    );
    assert.deepEqual([flags, ttl, length], [2, 64, 60]);
  });

  it("tells a packet of IPv6", () => {
    const line = readTraceLine(ECHO6);
    assert.ok(line?.kind === "packet");
    const { source, destination, ttl, icmp } = line.packet;
    assert.deepEqual(
      [source, destination, ttl, icmp],
      ["fd00::1", "fd00::2", 63, { type: 128, code: 0 }],
    );
  });

  it("is read from plain bytes where a packet leaves, the zeroes before them included", () => {
    const line = readTraceLine(EGRESS);
    assert.ok(line?.kind === "packet");
    const { source, destination, sourcePort, destinationPort, flags, protocol } = line.packet;
    assert.deepEqual(
      [source, sourcePort, destination, destinationPort, flags, protocol],
      ["10.9.0.2", 80, "10.9.0.1", 56130, 0x12, "tcp"],
    );
  });

  it("tells a rule's handle and verdict, also of a rule that is not known by its text", () => {
    const head = "trace id e6dd8895 ip filter X";
    const known = readTraceLine(
      `${head} rule meta l4proto 1 counter packets 2 bytes 168 jump Y # handle 6 (verdict jump Y)`,
    );
    const unknown = readTraceLine(`${head} unknown rule handle 7 (verdict drop)`);
    assert.ok(known?.kind === "rule" && unknown?.kind === "rule");
    assert.deepEqual([known.handle, known.verdict], [6, "jump Y"]);
    assert.deepEqual([unknown.handle, unknown.verdict], [7, "drop"]);
  });

  it("tells which pieces a rule is about", () => {
    const line = (words: string): unknown => {
      const read = readTraceLine(
        `trace id 1 inet hopwise a rule ${words} # handle 3 (verdict continue)`,
      );
      return read?.kind === "rule" ? read.piece : undefined;
    };
    assert.equal(line("ip frag-off & 16383 == 8192"), "first");
    assert.equal(line("ip frag-off & 8191 > 0"), "later");
    assert.equal(line("meta nftrace set 1"), null);
  });

  it("tells a policy, and nothing where it is about something else", () => {
    const policy = readTraceLine("trace id a ip filter INPUT policy drop meta mark 0x00000004 ");
    assert.deepEqual(policy?.kind === "policy" ? policy.verdict : null, "drop");
    assert.equal(readTraceLine("trace id a ip filter X verdict continue "), null);
    assert.equal(
      readTraceLine('trace id b netdev hopwise in0 packet: iif "e0" arp operation 1 '),
      null,
    );
  });
});
