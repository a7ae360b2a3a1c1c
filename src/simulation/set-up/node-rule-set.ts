import type { Family } from "../../base/address.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { Node } from "../../cluster/node.js";
import { minorOf } from "../../cluster/proxy-version.js";
import { kubeletEdits } from "../../kubelet/iptables.js";
import { compileProxy } from "../../kubeproxy/mode.js";
import { applyEdits, emptyRuleSet } from "../../netfilter/iptables/apply.js";
import type { IptablesEdit } from "../../netfilter/iptables/edit.js";
import type { RuleSet } from "../../netfilter/rule-set.js";
import { cniEdits } from "../../network/cni/build-network.js";

/** Gives the rules of a node after its programs have started. */
export type NodeRuleSets = (node: Node, family: Family) => RuleSet;

/** The rules of a cluster's nodes. Nodes whose programs write the same have the same rule set, read once. */
export function nodeRuleSets(cluster: Cluster): NodeRuleSets {
  const known = new Map<string, RuleSet>();
  return (node, family) => {
    const edits = nodeEdits(cluster, node, family);
    const key = JSON.stringify([family, edits]);
    const ruleSet = known.get(key) ?? applyEdits(emptyRuleSet(family), edits);
    known.set(key, ruleSet);
    return ruleSet;
  };
}

// In the order in which a kind node starts them.
function nodeEdits(cluster: Cluster, node: Node, family: Family): readonly IptablesEdit[] {
  return [
    ...kubeletEdits(family, minorOf(cluster.settings.version)),
    ...compileProxy(cluster, node, family).iptables,
    ...cniEdits(cluster, node, family),
  ];
}
