import type { Family } from "../../../base/address.js";
import { formatPrefix } from "../../../base/prefix.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import type { IptablesEdit } from "../../../netfilter/iptables/edit.js";
import type { TableName } from "../../../netfilter/rule-set.js";

const POSTROUTING = "FLANNEL-POSTRTG";
const FORWARD = "FLANNEL-FWD";
const GROUPS = { ipv4: "224.0.0.0/4", ipv6: "ff00::/8" } as const;

/** The rules of flanneld with `--ip-masq` (flannel-io/flannel v0.27 pkg/trafficmngr/iptables/iptables.go: masqRules, forwardRules). */
export function flannelEdits(
  { settings }: Cluster,
  node: Node,
  family: Family,
): readonly IptablesEdit[] {
  const network = settings.podRanges.find((range) => range.family === family);
  const lease = node.podRanges.find((range) => range.family === family);
  if (network === undefined || lease === undefined) return [];
  const all = formatPrefix(network);
  const own = formatPrefix(lease);
  const masquerade = "-j MASQUERADE --random-fully";
  return [
    newChain("nat", POSTROUTING),
    append("nat", "POSTROUTING", MASQ, "", `-j ${POSTROUTING}`),
    append("nat", POSTROUTING, MASQ, "-m mark --mark 0x4000/0x4000", "-j RETURN"),
    append("nat", POSTROUTING, MASQ, `-s ${own} -d ${all}`, "-j RETURN"),
    append("nat", POSTROUTING, MASQ, `-s ${all} -d ${own}`, "-j RETURN"),
    append("nat", POSTROUTING, MASQ, `! -s ${all} -d ${own}`, "-j RETURN"),
    append("nat", POSTROUTING, MASQ, `-s ${all} ! -d ${GROUPS[family]}`, masquerade),
    append("nat", POSTROUTING, MASQ, `! -s ${all} -d ${all}`, masquerade),
    newChain("filter", FORWARD),
    append("filter", "FORWARD", FWD, "", `-j ${FORWARD}`),
    append("filter", FORWARD, FWD, `-s ${all}`, "-j ACCEPT"),
    append("filter", FORWARD, FWD, `-d ${all}`, "-j ACCEPT"),
  ];
}

const MASQ = "flanneld masq";
const FWD = "flanneld forward";

function newChain(table: TableName, chain: string): IptablesEdit {
  return { kind: "new-chain", owner: "flannel", table, chain };
}

function append(
  table: TableName,
  chain: string,
  comment: string,
  clauses: string,
  target: string,
): IptablesEdit {
  const rule = [clauses, `-m comment --comment "${comment}"`, target]
    .filter((part) => part !== "")
    .join(" ");
  return { kind: "append", owner: "flannel", table, chain, rule };
}
