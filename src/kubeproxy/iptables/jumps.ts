import type { IptablesEdit } from "../../netfilter/iptables/edit.js";
import type { TableName } from "../../netfilter/rule-set.js";
import { comment } from "./restore-rule.js";
import type { IptablesTraits } from "./version.js";

interface Jump {
  readonly table: TableName;
  /** The built-in chain that the jump stands in. */
  readonly from: string;
  readonly to: string;
  readonly matches: readonly string[];
}

const NEW = "-m conntrack --ctstate NEW";
const PORTALS = comment("kubernetes service portals");
const EXTERNAL_PORTALS = comment("kubernetes externally-visible service portals");
const HEALTH_CHECKS = comment("kubernetes health check service ports");
const FORWARDING = comment("kubernetes forwarding rules");
const FIREWALL = comment("kubernetes load balancer firewall");
const POSTROUTING = comment("kubernetes postrouting rules");

/**
 * The jumps from built-in chains, in the order in which kube-proxy puts each before all others, so that they stand the other way
 * round (pkg/proxy/iptables/proxier.go v1.36: iptablesJumpChains, iptablesKubeletJumpChains).
 */
const JUMPS: readonly Jump[] = [
  {
    table: "filter",
    from: "INPUT",
    to: "KUBE-EXTERNAL-SERVICES",
    matches: [NEW, EXTERNAL_PORTALS],
  },
  {
    table: "filter",
    from: "FORWARD",
    to: "KUBE-EXTERNAL-SERVICES",
    matches: [NEW, EXTERNAL_PORTALS],
  },
  { table: "filter", from: "INPUT", to: "KUBE-NODEPORTS", matches: [HEALTH_CHECKS] },
  { table: "filter", from: "FORWARD", to: "KUBE-SERVICES", matches: [NEW, PORTALS] },
  { table: "filter", from: "OUTPUT", to: "KUBE-SERVICES", matches: [NEW, PORTALS] },
  { table: "filter", from: "FORWARD", to: "KUBE-FORWARD", matches: [FORWARDING] },
  { table: "filter", from: "INPUT", to: "KUBE-PROXY-FIREWALL", matches: [NEW, FIREWALL] },
  { table: "filter", from: "OUTPUT", to: "KUBE-PROXY-FIREWALL", matches: [NEW, FIREWALL] },
  { table: "filter", from: "FORWARD", to: "KUBE-PROXY-FIREWALL", matches: [NEW, FIREWALL] },
  { table: "nat", from: "OUTPUT", to: "KUBE-SERVICES", matches: [PORTALS] },
  { table: "nat", from: "PREROUTING", to: "KUBE-SERVICES", matches: [PORTALS] },
  { table: "nat", from: "POSTROUTING", to: "KUBE-POSTROUTING", matches: [POSTROUTING] },
  // The kubelet usually made these two before, and then they stay where they are.
  { table: "filter", from: "INPUT", to: "KUBE-FIREWALL", matches: [] },
  { table: "filter", from: "OUTPUT", to: "KUBE-FIREWALL", matches: [] },
];

/** The empty chain whose loss tells kube-proxy that somebody flushed the rules. */
const CANARY = "KUBE-PROXY-CANARY";
const CANARY_TABLES: readonly TableName[] = ["mangle", "nat", "filter"];

/** The canary chains. */
export function canaryEdits(): readonly IptablesEdit[] {
  return CANARY_TABLES.map((table) => newChain(table, CANARY));
}

/** The chains that are jumped to, and the jumps. */
export function jumpEdits(traits: IptablesTraits): readonly IptablesEdit[] {
  const jumps = JUMPS.filter(({ to }) => isOf(traits, to));
  const edits = jumps.flatMap(({ table, from, to, matches }): readonly IptablesEdit[] => [
    newChain(table, to),
    {
      kind: "prepend",
      owner: "kube-proxy",
      table,
      chain: from,
      rule: [...matches, `-j ${to}`].join(" "),
    },
  ]);
  // The kubelet fills this chain; kube-proxy only makes sure that it can jump to it.
  return traits.marksDrops ? [...edits, newChain("nat", "KUBE-MARK-DROP")] : edits;
}

function isOf(traits: IptablesTraits, chain: string): boolean {
  switch (chain) {
    case "KUBE-PROXY-FIREWALL":
      return !traits.marksDrops;
    case "KUBE-FIREWALL":
      return traits.guardsLocalhost;
    default:
      return true;
  }
}

function newChain(table: TableName, chain: string): IptablesEdit {
  return { kind: "new-chain", owner: "kube-proxy", table, chain };
}
