import type { Family } from "../../../base/address.js";
import { formatPrefix } from "../../../base/prefix.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { IptablesEdit } from "../../../netfilter/iptables/edit.js";

const POOLS = { all: "cali40all-ipam-pools", masqueraded: "cali40masq-ipam-pools" } as const;

/** The sets of Felix that hold the address pools, as `ipset save` prints them; IPv6 pools are not masqueraded unless somebody says so. */
export function felixSets({ settings }: Cluster): string {
  const pools = settings.podRanges.filter(({ family }) => family === "ipv4").map(formatPrefix);
  if (pools.length === 0) return "";
  return Object.values(POOLS)
    .flatMap((name) => [
      `create ${name} hash:net family inet hashsize 1024 maxelem 1048576`,
      ...pools.map((pool) => `add ${name} ${pool}`),
    ])
    .map((line) => `${line}\n`)
    .join("");
}

/**
 * What Felix does with packets that leave the pools (projectcalico/calico felix/rules/static.go: StaticNATPostroutingChains;
 * felix/rules/nat.go: NATOutgoingChain). Its comments are a digest of each rule. Its chains for policies are left out.
 */
export function felixEdits(
  cluster: Cluster,
  family: Family,
  backend: "ipip" | "bgp",
): readonly IptablesEdit[] {
  if (family === "ipv6" || felixSets(cluster) === "") return [];
  return [
    ...["cali-POSTROUTING", "cali-fip-snat", "cali-nat-outgoing"].map((chain): IptablesEdit => {
      return { kind: "new-chain", owner: "calico", table: "nat", chain };
    }),
    rule("prepend", "POSTROUTING", "O3lYWMrLQYEMJtB5", "-j cali-POSTROUTING"),
    rule("append", "cali-POSTROUTING", "Z-c7XtVd2Bq7s_hA", "-j cali-fip-snat"),
    rule("append", "cali-POSTROUTING", "nYKhEzDlr11Jccal", "-j cali-nat-outgoing"),
    ...(backend === "ipip" ? [rule("append", "cali-POSTROUTING", "SXWvdsbh4Mw7wOln", TUNNEL)] : []),
    rule("append", "cali-nat-outgoing", "flqWnvo8yq4ULQLa", OUTGOING),
  ];
}

// What the node sends into the tunnel with an address that is not the tunnel's.
const TUNNEL =
  "-o tunl0 -m addrtype ! --src-type LOCAL --limit-iface-out -m addrtype --src-type LOCAL -j MASQUERADE --random-fully";
const OUTGOING = `-m set --match-set ${POOLS.masqueraded} src -m set ! --match-set ${POOLS.all} dst -j MASQUERADE --random-fully`;

function rule(
  kind: "prepend" | "append",
  chain: string,
  digest: string,
  clauses: string,
): IptablesEdit {
  const comment = `-m comment --comment "cali:${digest}"`;
  return { kind, owner: "calico", table: "nat", chain, rule: `${comment} ${clauses}` };
}
