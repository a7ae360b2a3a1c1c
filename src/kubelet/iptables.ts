import type { Family } from "../base/address.js";
import type { IptablesEdit } from "../netfilter/iptables/edit.js";
import type { TableName } from "../netfilter/rule-set.js";

/** The tables that hold the chain whose loss tells the kubelet that somebody flushed the rules. */
const CANARY_TABLES: readonly TableName[] = ["mangle", "nat", "filter"];

/** The first minor version without the chains that KEP-3178 leaves to kube-proxy (IPTablesOwnershipCleanup, on by default). */
const WITHOUT_MARKS = 27;

/** The kubelet's `--iptables-masquerade-bit` and `--iptables-drop-bit`, which were meant to be kube-proxy's. */
const MASQUERADE_MARK = "0x00004000";
const DROP_MARK = "0x00008000";

/** The chains and rules that the kubelet makes when it starts (kubernetes pkg/kubelet/kubelet_network_linux.go v1.36, v1.26). */
export function kubeletEdits(family: Family, minorVersion: number): readonly IptablesEdit[] {
  return [
    // Other programs look for this chain to learn which of the iptables backends the node uses.
    newChain("mangle", "KUBE-IPTABLES-HINT"),
    ...(family === "ipv4" ? firewallEdits() : []),
    ...(minorVersion < WITHOUT_MARKS ? markEdits() : []),
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
  return [
    newChain("filter", "KUBE-FIREWALL"),
    append("filter", "KUBE-FIREWALL", block),
    prepend("filter", "OUTPUT", "-j KUBE-FIREWALL"),
    prepend("filter", "INPUT", "-j KUBE-FIREWALL"),
  ];
}

// The marks for kube-proxy to jump to, and what becomes of marked packets (syncIPTablesRulesDeprecated).
function markEdits(): readonly IptablesEdit[] {
  const dropped = `-m mark --mark ${DROP_MARK}/${DROP_MARK} -j DROP`;
  const unmarked = `-m mark ! --mark ${MASQUERADE_MARK}/${MASQUERADE_MARK} -j RETURN`;
  return [
    newChain("nat", "KUBE-MARK-DROP"),
    append("nat", "KUBE-MARK-DROP", `-j MARK --or-mark ${DROP_MARK}`),
    newChain("filter", "KUBE-FIREWALL"),
    append(
      "filter",
      "KUBE-FIREWALL",
      `-m comment --comment "kubernetes firewall for dropping marked packets" ${dropped}`,
    ),
    newChain("nat", "KUBE-MARK-MASQ"),
    newChain("nat", "KUBE-POSTROUTING"),
    append("nat", "KUBE-MARK-MASQ", `-j MARK --or-mark ${MASQUERADE_MARK}`),
    prepend(
      "nat",
      "POSTROUTING",
      '-m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING',
    ),
    append("nat", "KUBE-POSTROUTING", unmarked),
    append("nat", "KUBE-POSTROUTING", `-j MARK --xor-mark ${MASQUERADE_MARK}`),
    append(
      "nat",
      "KUBE-POSTROUTING",
      '-m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully',
    ),
  ];
}

function newChain(table: TableName, chain: string): IptablesEdit {
  return { kind: "new-chain", owner: "kubelet", table, chain };
}

function append(table: TableName, chain: string, rule: string): IptablesEdit {
  return { kind: "append", owner: "kubelet", table, chain, rule };
}

function prepend(table: TableName, chain: string, rule: string): IptablesEdit {
  return { kind: "prepend", owner: "kubelet", table, chain, rule };
}
