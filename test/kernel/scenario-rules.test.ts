import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FAMILIES } from "../../src/base/address.js";
import { required } from "../../src/base/assert.js";
import { compileProxy } from "../../src/kubeproxy/mode.js";
import { loadScenario } from "../../src/language/load.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import { listed } from "../../src/netfilter/nftables/print/listed.js";
import { printRuleset } from "../../src/netfilter/nftables/print/print-list.js";
import { nodeNftables } from "../../src/simulation/set-up/node-nftables.js";
import { nodeRuleSets } from "../../src/simulation/set-up/node-rule-set.js";
import { WITH_MANIFESTS } from "../support/manifests.js";
import { SCENARIO_NAMES, scenarioFile } from "../support/scenario-files.js";
import { IPTABLES, reasonToSkip, runInNamespace } from "../support/network-namespace.js";

describe("the rules of each scenario's nodes", { skip: reasonToSkip("nft", "ipset") }, () => {
  for (const name of SCENARIO_NAMES) {
    it(`load in the kernel, which prints the same text (${name})`, () => {
      const { scenario } = loadScenario(scenarioFile(name), WITH_MANIFESTS);
      const { cluster } = required(scenario, "the scenario");
      const rulesOf = nodeRuleSets(cluster);
      for (const node of cluster.nodes) {
        for (const family of FAMILIES) {
          const text = printSave(rulesOf(node, family));
          const { ipsets } = compileProxy(cluster, node, family);
          const saved = loadAndSave(IPTABLES[family], { text, ipsets });
          assert.equal(saved.failure, null, `${node.name} ${family}`);
          if (!needsIpvs(text))
            assert.equal(withoutRemarks(saved.output), text, `${node.name} ${family}`);
        }
        const tables = printRuleset(listed(nodeNftables(cluster, node)));
        if (tables === "") continue;
        const { failure, output } = runInNamespace(
          "cat > /dev/null; nft -c -f - <<'E' && nft -f - <<'E' && nft list ruleset\n" +
            `${tables}E\n${tables}E\n`,
          "",
        );
        assert.equal(failure, null, node.name);
        assert.equal(output, tables, node.name);
      }
    });
  }
});

function loadAndSave(
  command: string,
  { text, ipsets }: { readonly text: string; readonly ipsets: string },
): ReturnType<typeof runInNamespace> {
  const sets = ipsets === "" ? "" : `ipset restore <<'E'\n${ipsets}E\n`;
  const load = `&& printf "%s\\n" "$text" | ${command}-restore && ${command}-save`;
  const script = `${sets}text=$(cat); printf "%s\\n" "$text" | ${command}-restore --test ${needsIpvs(text) ? "" : load}`;
  return runInNamespace(script, text);
}

// The kernel here has no IPVS to ask; the tool takes the text all the same.
function needsIpvs(text: string): boolean {
  return text.includes("-m ipvs");
}

// iptables-save frames each table with its version and the time.
function withoutRemarks(dump: string): string {
  return dump.replaceAll(/^#.*\n/gm, "");
}
