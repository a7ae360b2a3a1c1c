import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import type { Family } from "../../../src/base/address.js";
import { kubeletEdits } from "../../../src/kubelet/iptables.js";
import { compileIptables } from "../../../src/kubeproxy/iptables/compile.js";
import { applyEdits, emptyRuleSet } from "../../../src/netfilter/iptables/apply.js";
import type { IptablesEdit } from "../../../src/netfilter/iptables/edit.js";
import { printSave } from "../../../src/netfilter/iptables/print-save.js";
import { dumpChains } from "../../support/iptables-dump.js";
import type { DumpChains } from "../../support/iptables-dump.js";
import { ownInput } from "../../support/own-input.js";
import { needsShared, sharedPath } from "../../support/shared-vectors.js";

const FULL_NODE = "kube-proxy/static/full-node-realistic-node-a";

describe("the dump of a node with kubelet and kube-proxy", needsShared(FULL_NODE), () => {
  for (const [family, command, version] of [
    ["ipv4", "iptables", "v4"],
    ["ipv6", "ip6tables", "v6"],
  ] as const) {
    for (const backend of ["legacy", "nft"]) {
      it(`${command} ${backend}`, () => {
        const input = ownInput(`iptables/own/realistic-node-a-${version}`);
        const edits = [...kubeletEdits(family, 36), ...compileIptables(input)];
        const dump = readFileSync(
          sharedPath(`${FULL_NODE}/${command}-${backend}-save.txt`),
          "utf8",
        );
        assertEqual(chainsAfter(family, edits), dumpChains(dump), command);
      });
    }
  }
});

function chainsAfter(family: Family, edits: readonly IptablesEdit[]): DumpChains {
  return dumpChains(printSave(applyEdits(emptyRuleSet(family), edits)));
}

// Chain by chain, so that a difference is readable.
function assertEqual(found: DumpChains, saved: DumpChains, name: string): void {
  assert.deepEqual(Object.keys(found).sort(), Object.keys(saved).sort(), name);
  for (const [chain, rules] of Object.entries(saved)) {
    assert.equal(found[chain]?.join("\n"), rules.join("\n"), `${name}, ${chain}`);
  }
}
