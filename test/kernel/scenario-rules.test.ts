import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FAMILIES } from "../../src/base/address.js";
import { required } from "../../src/base/assert.js";
import { loadScenario } from "../../src/language/load.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import { listed } from "../../src/netfilter/nftables/print/listed.js";
import { printRuleset } from "../../src/netfilter/nftables/print/print-list.js";
import { nodeNamespaceId } from "../../src/network/cni/kindnet/node-namespace.js";
import { nodeNftables } from "../../src/simulation/set-up/node-nftables.js";
import { nodeProxy } from "../../src/simulation/set-up/node-proxy.js";
import { nodeRuleSets } from "../../src/simulation/set-up/node-rule-set.js";
import { wiredNetwork } from "../../src/simulation/set-up/scenario-network.js";
import { WITH_MANIFESTS } from "../support/manifests.js";
import { isLargeScenario, SCENARIO_NAMES, scenarioFile } from "../support/scenario-files.js";
import { IPTABLES, reasonToSkip, runInNamespace } from "../support/network-namespace.js";

describe("the rules of each scenario's nodes", { skip: reasonToSkip("nft", "ipset") }, () => {
  for (const name of SCENARIO_NAMES) {
    // iptables-nft-restore takes time by the square of what it reads: many minutes here.
    const skip = isLargeScenario(name) ? "iptables-nft-restore is too slow for it" : false;
    it(`load in the kernel, which prints the same text (${name})`, { skip }, () => {
      const { scenario } = loadScenario(scenarioFile(name), WITH_MANIFESTS);
      const { cluster } = required(scenario, "the scenario");
      const rulesOf = nodeRuleSets(cluster);
      const namespaces = new Map(
        wiredNetwork(required(scenario, "the scenario")).network.namespaces.map((one) => [
          one.id,
          one,
        ]),
      );
      for (const node of cluster.nodes) {
        const namespace = required(namespaces.get(nodeNamespaceId(node.name)), node.name);
        const proxy = nodeProxy(cluster, node, namespace);
        for (const family of FAMILIES) {
          const text = printSave(rulesOf(node, family, proxy.output(family)));
          const { ipsets } = proxy.output(family);
          const saved = loadAndSave(IPTABLES[family], { text, ipsets });
          assert.equal(saved.failure, null, `${node.name} ${family}`);
          if (!needsIpvs(text))
            assert.equal(withoutRemarks(saved.output), text, `${node.name} ${family}`);
        }
        const tables = printRuleset(listed(nodeNftables(proxy)));
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
