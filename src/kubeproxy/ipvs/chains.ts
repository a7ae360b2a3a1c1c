import type { IptablesEdit } from "../../netfilter/iptables/edit.js";
import { comment } from "../iptables/restore-rule.js";
import type { RestoreTable } from "../iptables/restore-rule.js";

/** The tables in the order of the text for iptables-restore. */
export const IPVS_TABLES: readonly RestoreTable[] = ["nat", "filter"];

/** kube-proxy's chains of each table (kubernetes pkg/proxy/ipvs/proxier.go v1.36: iptablesChains). */
export const IPVS_CHAINS: Readonly<Record<RestoreTable, readonly string[]>> = {
  nat: [
    "KUBE-SERVICES",
    "KUBE-POSTROUTING",
    "KUBE-NODE-PORT",
    "KUBE-LOAD-BALANCER",
    "KUBE-MARK-MASQ",
  ],
  filter: [
    "KUBE-FORWARD",
    "KUBE-NODE-PORT",
    "KUBE-PROXY-FIREWALL",
    "KUBE-SOURCE-RANGES-FIREWALL",
    "KUBE-IPVS-FILTER",
    "KUBE-IPVS-OUT-FILTER",
  ],
};

interface Jump {
  readonly table: RestoreTable;
  readonly from: string;
  readonly to: string;
  readonly comment: string;
}

/** The jumps from built-in chains, in the order in which each is put before all others (proxier.go v1.36: iptablesJumpChain). */
const JUMPS: readonly Jump[] = [
  { table: "nat", from: "OUTPUT", to: "KUBE-SERVICES", comment: "kubernetes service portals" },
  { table: "nat", from: "PREROUTING", to: "KUBE-SERVICES", comment: "kubernetes service portals" },
  {
    table: "nat",
    from: "POSTROUTING",
    to: "KUBE-POSTROUTING",
    comment: "kubernetes postrouting rules",
  },
  { table: "filter", from: "FORWARD", to: "KUBE-FORWARD", comment: "kubernetes forwarding rules" },
  {
    table: "filter",
    from: "INPUT",
    to: "KUBE-NODE-PORT",
    comment: "kubernetes health check rules",
  },
  {
    table: "filter",
    from: "INPUT",
    to: "KUBE-PROXY-FIREWALL",
    comment: "kube-proxy firewall rules",
  },
  {
    table: "filter",
    from: "FORWARD",
    to: "KUBE-PROXY-FIREWALL",
    comment: "kube-proxy firewall rules",
  },
  {
    table: "filter",
    from: "INPUT",
    to: "KUBE-IPVS-FILTER",
    comment: "kubernetes ipvs access filter",
  },
  {
    table: "filter",
    from: "OUTPUT",
    to: "KUBE-IPVS-OUT-FILTER",
    comment: "kubernetes ipvs access filter",
  },
];

/** Makes the chains, then the jumps. */
export function chainEdits(): readonly IptablesEdit[] {
  return [
    ...IPVS_TABLES.flatMap((table) =>
      IPVS_CHAINS[table].map((chain): IptablesEdit => {
        return { kind: "new-chain", owner: "kube-proxy", table, chain };
      }),
    ),
    ...JUMPS.map((jump): IptablesEdit => {
      const rule = `${comment(jump.comment)} -j ${jump.to}`;
      return { kind: "prepend", owner: "kube-proxy", table: jump.table, chain: jump.from, rule };
    }),
  ];
}
