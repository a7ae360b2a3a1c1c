import type { Family } from "../base/address.js";
import type { IptablesEdit } from "../netfilter/iptables/edit.js";
import type { TableName } from "../netfilter/rule-set.js";

/** The tables that hold the chain whose loss tells the kubelet that somebody flushed the rules. */
const CANARY_TABLES: readonly TableName[] = ["mangle", "nat", "filter"];

/** The chains and rules that the kubelet makes when it starts (kubernetes pkg/kubelet/kubelet_network_linux.go v1.36). */
export function kubeletEdits(family: Family): readonly IptablesEdit[] {
  return [
    // Other programs look for this chain to learn which of the iptables backends the node uses.
    newChain("mangle", "KUBE-IPTABLES-HINT"),
    ...(family === "ipv4" ? firewallEdits() : []),
    ...CANARY_TABLES.map((table) => newChain(table, "KUBE-KUBELET-CANARY")),
  ];
}

// kube-proxy lets packets for 127.0.0.0/8 leave and enter the node (route_localnet), which IPv6 has no counterpart of.
function firewallEdits(): readonly IptablesEdit[] {
  const block = [
    '-m comment --comment "block incoming localnet connections"',
    "-d 127.0.0.0/8 ! -s 127.0.0.0/8",
    "-m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT",
    "-j DROP",
  ].join(" ");
  const target = { owner: "kubelet", table: "filter" } as const;
  return [
    newChain("filter", "KUBE-FIREWALL"),
    { kind: "append", ...target, chain: "KUBE-FIREWALL", rule: block },
    { kind: "prepend", ...target, chain: "OUTPUT", rule: "-j KUBE-FIREWALL" },
    { kind: "prepend", ...target, chain: "INPUT", rule: "-j KUBE-FIREWALL" },
  ];
}

function newChain(table: TableName, chain: string): IptablesEdit {
  return { kind: "new-chain", owner: "kubelet", table, chain };
}
