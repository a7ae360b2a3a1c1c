import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FAMILIES } from "../../src/base/address.js";
import { required } from "../../src/base/assert.js";
import { loadScenario } from "../../src/language/load.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import { nodeRuleSets } from "../../src/simulation/set-up/node-rule-set.js";
import { WITH_MANIFESTS } from "../support/manifests.js";
import { SCENARIO_NAMES, scenarioFile } from "../support/scenario-files.js";
import { IPTABLES, reasonToSkip, runInNamespace } from "../support/network-namespace.js";

describe("the rules of each scenario's nodes", { skip: reasonToSkip() }, () => {
  for (const name of SCENARIO_NAMES) {
    it(`load in the kernel, which prints the same text (${name})`, () => {
      const { scenario } = loadScenario(scenarioFile(name), WITH_MANIFESTS);
      const { cluster } = required(scenario, "the scenario");
      const rulesOf = nodeRuleSets(cluster);
      for (const node of cluster.nodes) {
        for (const family of FAMILIES) {
          const ours = printSave(rulesOf(node, family));
          const { failure, output } = loadAndSave(IPTABLES[family], ours);
          assert.equal(failure, null, `${node.name} ${family}`);
          assert.equal(withoutRemarks(output), ours, `${node.name} ${family}`);
        }
      }
    });
  }
});

function loadAndSave(command: string, text: string): ReturnType<typeof runInNamespace> {
  const script = `text=$(cat); printf "%s\\n" "$text" | ${command}-restore --test && printf "%s\\n" "$text" | ${command}-restore && ${command}-save`;
  return runInNamespace(script, text);
}

// iptables-save frames each table with its version and the time.
function withoutRemarks(dump: string): string {
  return dump.replaceAll(/^#.*\n/gm, "");
}
