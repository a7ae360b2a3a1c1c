import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { prefix } from "../../../../src/base/prefix.js";
import { compileIptables } from "../../../../src/kubeproxy/iptables/compile.js";
import { applyEdits, emptyRuleSet } from "../../../../src/netfilter/iptables/apply.js";
import { printSave } from "../../../../src/netfilter/iptables/print-save.js";
import { masqAgentEdits } from "../../../../src/network/cni/kindnet/masq-agent.js";
import { dumpChains } from "../../../support/iptables-dump.js";
import { list, object, text } from "../../../support/loose-json.js";
import { ownInput } from "../../../support/own-input.js";
import { needsShared, sharedPath } from "../../../support/shared-vectors.js";

const WORLD = "kernel/worlds/01-clusterip-other-node.json";

it("stands in POSTROUTING of a kind node as on a real one", needsShared(WORLD), () => {
  const world = object(JSON.parse(readFileSync(sharedPath(WORLD), "utf8")));
  const node = object(object(world["hosts"])["node1"]);
  const real = dumpChains(list(node["iptables"]).map(text).join("\n"));
  const proxy = ownInput("iptables/own/minimal-objects");
  const edits = [...compileIptables(proxy), ...masqAgentEdits([prefix("10.244.0.0/16")], "ipv4")];
  const ours = dumpChains(printSave(applyEdits(emptyRuleSet("ipv4"), edits)));
  for (const chain of ["nat POSTROUTING", "nat KIND-MASQ-AGENT"]) {
    assert.equal(real[chain]?.length, 2);
    assert.deepEqual(ours[chain], real[chain]);
  }
});

it("spares every pod range of its family and no other", () => {
  const ranges = [prefix("10.244.0.0/16"), prefix("fd00:10:244::/56")];
  const rules = masqAgentEdits(ranges, "ipv6").flatMap((edit) =>
    edit.kind === "append" && edit.chain === "KIND-MASQ-AGENT" ? edit.rule.split(" -m ")[0] : [],
  );
  assert.deepEqual(rules, ["-d fd00:10:244::/56 -j RETURN", "-j MASQUERADE"]);
  assert.deepEqual(masqAgentEdits(ranges.slice(0, 1), "ipv6"), []);
});
