import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { explainMiss } from "../../src/netfilter/explain-miss.js";
import { readRule } from "../../src/netfilter/iptables/read-rule.js";
import type { WalkContext } from "../../src/trace/event/netfilter-event.js";
import { icmp, segment } from "./fixture.js";

const CONTEXT: WalkContext = {
  headers: segment("10.244.1.5:40000", "10.96.0.10:53", ["SYN"]),
  input: "eth0",
  output: null,
  mark: 0x4000,
  state: "ESTABLISHED",
  status: ["DNAT"],
  sourceType: "UNICAST",
  destinationType: "UNICAST",
};

function miss(rule: string, context: Partial<WalkContext> & { draw?: number } = {}): string | null {
  const found = explainMiss(readRule(rule, "ipv4"), { ...CONTEXT, ...context });
  return found === null ? null : `${found.clause} has ${found.found}`;
}

describe("why a rule did not match", () => {
  for (const [rule, expected] of [
    ["-s 10.0.0.0/16 -j ACCEPT", "-s 10.0.0.0/16 has 10.244.1.5"],
    ["! -s 10.244.0.0/16 -j ACCEPT", "! -s 10.244.0.0/16 has 10.244.1.5"],
    ["-d 10.96.0.1/32 -p tcp -m tcp --dport 443 -j SVC", "-d 10.96.0.1/32 has 10.96.0.10"],
    ["-i cni+ -j ACCEPT", "-i cni+ has eth0"],
    ["-o eth0 -j ACCEPT", "-o eth0 has -"],
    ["-p udp -m udp --dport 53 -j ACCEPT", "-p udp has tcp"],
    ["-p tcp -m tcp --dport 443 -j ACCEPT", "--dport 443 has 53"],
    ["-p tcp -m tcp --sport 1:1023 --dport 443 -j ACCEPT", "--sport 1:1023 has 40000"],
    [
      "-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK ACK -j ACCEPT",
      "--tcp-flags FIN,SYN,RST,ACK ACK has SYN",
    ],
    ["-p tcp -m multiport --dports 80,443 -j ACCEPT", "--dports 80,443 has 53"],
    [
      '-m conntrack --ctstate NEW -m comment --comment "a b" -j SVC',
      "--ctstate NEW has ESTABLISHED,DNAT",
    ],
    [
      "-m conntrack ! --ctstate RELATED,DNAT -j DROP",
      "! --ctstate RELATED,DNAT has ESTABLISHED,DNAT",
    ],
    ["-m mark ! --mark 0x4000/0x4000 -j RETURN", "! --mark 0x4000/0x4000 has 0x4000"],
    ["-m addrtype --dst-type LOCAL -j NODEPORTS", "--dst-type LOCAL has UNICAST"],
    ["-m addrtype --src-type UNICAST --dst-type LOCAL -j X", "--dst-type LOCAL has UNICAST"],
  ] as const)
    it(rule, () => {
      assert.equal(miss(rule), expected);
    });

  it("names the first clause that fails, as the kernel asks", () => {
    assert.equal(
      miss("-m mark --mark 0x1 -p udp -d 10.96.0.1 -j ACCEPT"),
      "-d 10.96.0.1/32 has 10.96.0.10",
    );
  });

  it("tells the draw that chance made", () => {
    const rule = "-m statistic --mode random --probability 0.5 -j SEP";
    assert.equal(
      miss(rule, { draw: 0.75 }),
      "--mode random --probability 0.50000000000 has 0.75000000000",
    );
  });

  it("is not said where it cannot be known", () => {
    assert.equal(miss("-m statistic --mode random --probability 0.5 -j SEP"), null);
    assert.equal(miss("-m recent --rcheck --name X --rsource -j SEP"), null);
    assert.equal(miss("-m set --match-set peers src -p tcp -j SEP"), null);
    assert.equal(miss("-m conntrack --ctorigdst 10.96.0.1 -j SEP"), null);
  });

  it("is said of a known clause before an unknown one", () => {
    assert.equal(miss("-p udp -m set --match-set peers src -j SEP"), "-p udp has tcp");
  });

  it("is nothing for a rule that matches", () => {
    assert.equal(miss("-s 10.244.1.5/32 -p tcp -m tcp --dport 53 -j ACCEPT"), null);
  });

  it("speaks of ICMP by its types", () => {
    const headers = icmp("10.0.0.1", "10.0.0.2", { type: 8 });
    assert.equal(
      miss("-p icmp -m icmp --icmp-type 3/3 -j ACCEPT", { headers }),
      "--icmp-type 3/3 has 8/0",
    );
  });
});
