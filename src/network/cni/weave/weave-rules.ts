import { formatPrefix } from "../../../base/prefix.js";
import type { Family } from "../../../base/address.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { IptablesEdit } from "../../../netfilter/iptables/edit.js";
import type { TableName } from "../../../netfilter/rule-set.js";

/** The rules of Weave Net without its policy controller (weaveworks/weave v2.8 net/bridge.go: configureIPTables; net/expose.go: Expose). */
export function weaveEdits({ settings }: Cluster, family: Family): readonly IptablesEdit[] {
  const range = settings.podRanges.find((candidate) => candidate.family === "ipv4");
  if (family === "ipv6" || range === undefined) return [];
  const all = formatPrefix(range);
  // Each goes to the top, so the last one is put there first.
  const atTop = [
    "-i weave -o weave -j ACCEPT",
    "-o weave -j WEAVE-EXPOSE",
    "-i weave ! -o weave -j ACCEPT",
    "-o weave -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
  ].reverse();
  return [
    newChain("filter", "WEAVE-EXPOSE"),
    ...atTop.map((rule): IptablesEdit => {
      return { kind: "prepend", owner: "weave", table: "filter", chain: "FORWARD", rule };
    }),
    newChain("nat", "WEAVE"),
    append("nat", "POSTROUTING", "-j WEAVE"),
    append("nat", "WEAVE", `-s ${all} -d 224.0.0.0/4 -j RETURN`),
    append("nat", "WEAVE", `! -s ${all} -d ${all} -j MASQUERADE`),
    append("nat", "WEAVE", `-s ${all} ! -d ${all} -j MASQUERADE`),
    append("filter", "WEAVE-EXPOSE", `-d ${all} -j ACCEPT`),
  ];
}

function newChain(table: TableName, chain: string): IptablesEdit {
  return { kind: "new-chain", owner: "weave", table, chain };
}

function append(table: TableName, chain: string, rule: string): IptablesEdit {
  return { kind: "append", owner: "weave", table, chain, rule };
}
