import type { Family } from "../../base/address.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { Node } from "../../cluster/node.js";
import { nodeLocalListening } from "../../cluster/node-local-dns.js";
import { minorOf } from "../../cluster/proxy-version.js";
import { kubeletEdits } from "../../kubelet/iptables.js";
import type { ProxyOutput } from "../../kubeproxy/output.js";
import { applyEdits, emptyRuleSet } from "../../netfilter/iptables/apply.js";
import type { IptablesEdit } from "../../netfilter/iptables/edit.js";
import type { RuleSet } from "../../netfilter/rule-set.js";
import { nodeCacheEdits } from "../../node-cache/iptables.js";
import { cniEdits } from "../../network/cni/build-network.js";

/** Gives the rules of a node after its programs have started; `proxy` is what its kube-proxy makes of the family. */
export type NodeRuleSets = (node: Node, family: Family, proxy: ProxyOutput) => RuleSet;

/** The rules of a cluster's nodes. Nodes whose programs write the same have the same rule set, read once. */
export function nodeRuleSets(cluster: Cluster): NodeRuleSets {
  const known = readBefore.get(cluster.endpointSlices) ?? [];
  readBefore.set(cluster.endpointSlices, known);
  return (node, family, proxy) => {
    const edits = nodeEdits(cluster, node, family, proxy);
    const same = known.find(
      (one) => one.ruleSet.family === family && areSame(one.edits, edits),
    )?.ruleSet;
    if (same !== undefined) return same;
    const ruleSet = applyEdits(emptyRuleSet(family), edits);
    known.push({ edits, ruleSet });
    return ruleSet;
  };
}

// Kept for the next play of the same cluster, as long as its slices live.
const readBefore = new WeakMap<Cluster["endpointSlices"], ReadRules[]>();

/** What programs wrote, and the rules that came of it. */
interface ReadRules {
  readonly edits: readonly IptablesEdit[];
  readonly ruleSet: RuleSet;
}

// In the order in which a kind node starts them.
function nodeEdits(
  cluster: Cluster,
  node: Node,
  family: Family,
  proxy: ProxyOutput,
): readonly IptablesEdit[] {
  return [
    ...kubeletEdits(family, minorOf(cluster.settings.version)),
    ...proxy.iptables,
    ...cniEdits(cluster, node, family),
    ...nodeCacheEdits(nodeLocalListening(cluster), family),
  ];
}

// A restored text may have tens of megabytes: it is compared, and never copied.
function areSame(some: readonly IptablesEdit[], others: readonly IptablesEdit[]): boolean {
  return (
    some.length === others.length &&
    some.every((edit, index) => {
      const other: Readonly<Record<string, unknown>> = { ...others[index] };
      return Object.entries(edit).every(([key, value]) => other[key] === value);
    })
  );
}
