import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { applyEdits, emptyRuleSet } from "../../src/netfilter/iptables/apply.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import { nodeCacheEdits } from "../../src/node-cache/iptables.js";

const SKIP = '-m comment --comment "NodeLocal DNS Cache: skip conntrack" -j NOTRACK';
const ALLOW = '-m comment --comment "NodeLocal DNS Cache: allow DNS traffic" -j ACCEPT';

function saved(family: "ipv4" | "ipv6", ...listening: readonly string[]): readonly string[] {
  const edits = nodeCacheEdits(listening.map(address), family);
  const text = printSave(applyEdits(emptyRuleSet(family), edits));
  return text.split("\n").filter((line) => line.startsWith("-A") || line.startsWith("*"));
}

describe("the rules of node-cache", () => {
  // kubernetes/dns cmd/node-cache/app/cache_app.go: each of initIptables' rules is put before the last one.
  it("stand in the reverse of the order in which it makes them", () => {
    assert.deepEqual(saved("ipv4", "169.254.20.10"), [
      "*raw",
      `-A PREROUTING -d 169.254.20.10/32 -p udp -m udp --dport 53 ${SKIP}`,
      `-A PREROUTING -d 169.254.20.10/32 -p tcp -m tcp --dport 53 ${SKIP}`,
      `-A OUTPUT -s 169.254.20.10/32 -p tcp -m tcp --sport 8080 ${SKIP}`,
      `-A OUTPUT -d 169.254.20.10/32 -p tcp -m tcp --dport 8080 ${SKIP}`,
      `-A OUTPUT -d 169.254.20.10/32 -p udp -m udp --dport 53 ${SKIP}`,
      `-A OUTPUT -d 169.254.20.10/32 -p tcp -m tcp --dport 53 ${SKIP}`,
      `-A OUTPUT -s 169.254.20.10/32 -p udp -m udp --sport 53 ${SKIP}`,
      `-A OUTPUT -s 169.254.20.10/32 -p tcp -m tcp --sport 53 ${SKIP}`,
      "*filter",
      `-A INPUT -d 169.254.20.10/32 -p udp -m udp --dport 53 ${ALLOW}`,
      `-A INPUT -d 169.254.20.10/32 -p tcp -m tcp --dport 53 ${ALLOW}`,
      `-A OUTPUT -s 169.254.20.10/32 -p udp -m udp --sport 53 ${ALLOW}`,
      `-A OUTPUT -s 169.254.20.10/32 -p tcp -m tcp --sport 53 ${ALLOW}`,
    ]);
  });

  it("are made for every address, in its own family alone", () => {
    assert.equal(saved("ipv4", "169.254.20.10", "10.96.0.10").length, 2 + 24);
    assert.equal(saved("ipv6", "169.254.20.10").length, 0);
    assert.match(saved("ipv6", "fd00::10")[1] ?? "", /^-A PREROUTING -d fd00::10\/128 -p udp/);
  });
});
