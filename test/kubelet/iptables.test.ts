import assert from "node:assert/strict";
import { it } from "node:test";
import { kubeletEdits } from "../../src/kubelet/iptables.js";
import { applyEdits, emptyRuleSet } from "../../src/netfilter/iptables/apply.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import { dumpChains } from "../support/iptables-dump.js";

const GUARD =
  "-A KUBE-FIREWALL ! -s 127.0.0.0/8 -d 127.0.0.0/8 -m comment " +
  '--comment "block incoming localnet connections" ' +
  "-m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP";

it("guards 127.0.0.0/8 against packets from outside, in IPv4", () => {
  const chains = dumpChains(printSave(applyEdits(emptyRuleSet("ipv4"), kubeletEdits("ipv4", 36))));
  assert.deepEqual(chains["filter KUBE-FIREWALL"], [GUARD]);
  assert.deepEqual(chains["filter INPUT"], ["-A INPUT -j KUBE-FIREWALL"]);
  assert.deepEqual(chains["filter OUTPUT"], ["-A OUTPUT -j KUBE-FIREWALL"]);
  assert.deepEqual(chains["filter FORWARD"], []);
});

it("makes only empty chains in IPv6", () => {
  const chains = dumpChains(printSave(applyEdits(emptyRuleSet("ipv6"), kubeletEdits("ipv6", 36))));
  const made = Object.keys(chains).filter((chain) => chain.includes("KUBE-"));
  assert.deepEqual(made.sort(), [
    "filter KUBE-KUBELET-CANARY",
    "mangle KUBE-IPTABLES-HINT",
    "mangle KUBE-KUBELET-CANARY",
    "nat KUBE-KUBELET-CANARY",
  ]);
  assert.ok(Object.values(chains).every((rules) => rules.length === 0));
});

it("lets nothing be made twice when it starts again", () => {
  const once = applyEdits(emptyRuleSet("ipv4"), kubeletEdits("ipv4", 36));
  assert.equal(printSave(applyEdits(once, kubeletEdits("ipv4", 36))), printSave(once));
});
