import { familyOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import { HEALTH_PORT } from "../cluster/node-local-dns.js";
import type { IptablesEdit } from "../netfilter/iptables/edit.js";
import type { TableName } from "../netfilter/rule-set.js";

const DNS_PORT = 53;

/**
 * The rules that node-cache makes on its node for the addresses that it listens at, each put before what stands there
 * (kubernetes/dns cmd/node-cache/app/cache_app.go 1.26: initIptables, setupNetworking).
 */
export function nodeCacheEdits(
  listening: readonly Address[],
  family: Family,
): readonly IptablesEdit[] {
  return listening.filter((address) => familyOf(address) === family).flatMap(rulesFor);
}

// Packets to and from it are not tracked, and so no DNAT is asked; what is not tracked has to be accepted apart.
function rulesFor(address: Address): readonly IptablesEdit[] {
  const untracked = (chain: string, words: string): IptablesEdit =>
    prepend("raw", chain, `${words} -j NOTRACK`, "skip conntrack");
  const accepted = (chain: string, words: string): IptablesEdit =>
    prepend("filter", chain, `${words} -j ACCEPT`, "allow DNS traffic");
  const to = (protocol: string, port = DNS_PORT): string =>
    `-p ${protocol} -d ${address} --dport ${port}`;
  const from = (protocol: string, port = DNS_PORT): string =>
    `-p ${protocol} -s ${address} --sport ${port}`;
  const each = (make: (protocol: string) => IptablesEdit): readonly IptablesEdit[] =>
    ["tcp", "udp"].map(make);
  return [
    ...each((protocol) => untracked("PREROUTING", to(protocol))),
    ...each((protocol) => accepted("INPUT", to(protocol))),
    ...each((protocol) => untracked("OUTPUT", from(protocol))),
    ...each((protocol) => accepted("OUTPUT", from(protocol))),
    ...each((protocol) => untracked("OUTPUT", to(protocol))),
    untracked("OUTPUT", to("tcp", HEALTH_PORT)),
    untracked("OUTPUT", from("tcp", HEALTH_PORT)),
  ];
}

function prepend(table: TableName, chain: string, rule: string, why: string): IptablesEdit {
  const comment = `-m comment --comment "NodeLocal DNS Cache: ${why}"`;
  return {
    kind: "prepend",
    owner: "node-local-dns",
    table,
    chain,
    rule: `${rule} ${comment}`,
  };
}
