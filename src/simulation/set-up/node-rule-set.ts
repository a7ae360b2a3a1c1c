import type { Family } from "../../base/address.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { Node } from "../../cluster/node.js";
import { kubeletEdits } from "../../kubelet/iptables.js";
import { compileRules } from "../../kubeproxy/mode.js";
import { applyEdits, emptyRuleSet } from "../../netfilter/iptables/apply.js";
import type { RuleSet } from "../../netfilter/rule-set.js";
import { masqAgentEdits } from "../../network/cni/kindnet/masq-agent.js";

/** The rules of a node after its programs have started, in the order in which a kind node starts them. */
export function nodeRuleSet(cluster: Cluster, node: Node, family: Family): RuleSet {
  return applyEdits(emptyRuleSet(family), [
    ...kubeletEdits(family),
    ...compileRules(cluster, node, family),
    ...masqAgentEdits(cluster.settings.podRanges, family),
  ]);
}
