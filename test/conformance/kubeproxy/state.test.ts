import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";
import type { Family } from "../../../src/base/address.js";
import { kubeletEdits } from "../../../src/kubelet/iptables.js";
import { compileIptables } from "../../../src/kubeproxy/iptables/compile.js";
import type { ProxyInput } from "../../../src/kubeproxy/input.js";
import { applyEdits, emptyRuleSet } from "../../../src/netfilter/iptables/apply.js";
import type { IptablesEdit } from "../../../src/netfilter/iptables/edit.js";
import { printSave } from "../../../src/netfilter/iptables/print-save.js";
import { dumpChains } from "../../support/iptables-dump.js";
import type { DumpChains } from "../../support/iptables-dump.js";
import { readProxyCase } from "../../support/proxy-case.js";
import { needsShared, sharedPath } from "../../support/shared-vectors.js";

describe("what iptables-save of a real kernel prints after a full sync", () => {
  for (const origin of ["own", "upstream"]) {
    const folder = `kube-proxy/iptables/${origin}`;
    it(`in all recorded cases (${origin})`, needsShared(folder), () => {
      for (const name of readdirSync(sharedPath(folder))) {
        const path = sharedPath(`${folder}/${name}`);
        if (!existsSync(`${path}/save.iptables`) || !existsSync(`${path}/input.yaml`)) continue;
        const input = inputAt(`${path}/input.yaml`);
        const saved = dumpChains(readFileSync(`${path}/save.iptables`, "utf8"));
        // The recording was made of the rules alone, without the chains that only watch over them.
        const found = without(chainsAfter(input.family, compileIptables(input)), /CANARY$/);
        assertEqual(found, { ...emptyMangle(found), ...saved }, name);
      }
    });
  }
});

const FULL_NODE = "kube-proxy/static/full-node-realistic-node-a";

describe("the dump of a node with kubelet and kube-proxy", needsShared(FULL_NODE), () => {
  for (const [family, command, version] of [
    ["ipv4", "iptables", "v4"],
    ["ipv6", "ip6tables", "v6"],
  ] as const) {
    for (const backend of ["legacy", "nft"]) {
      it(`${command} ${backend}`, () => {
        const input = inputAt(`test/conformance/kubeproxy/own/realistic-node-a-${version}.yaml`);
        const edits = [...kubeletEdits(family), ...compileIptables(input)];
        const dump = readFileSync(
          sharedPath(`${FULL_NODE}/${command}-${backend}-save.txt`),
          "utf8",
        );
        assertEqual(chainsAfter(family, edits), dumpChains(dump), command);
      });
    }
  }
});

function inputAt(path: string): ProxyInput {
  return readProxyCase(readFileSync(path, "utf8"));
}

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

function without(chains: DumpChains, name: RegExp): DumpChains {
  return Object.fromEntries(Object.entries(chains).filter(([chain]) => !name.test(chain)));
}

function emptyMangle(chains: DumpChains): DumpChains {
  const names = Object.keys(chains).filter((chain) => chain.startsWith("mangle "));
  return Object.fromEntries(names.map((name) => [name, []]));
}
