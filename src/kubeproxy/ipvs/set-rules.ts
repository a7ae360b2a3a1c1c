import type { RestoreRule } from "../iptables/restore-rule.js";
import { comment, filterRule, natRule } from "../iptables/restore-rule.js";
import { PROXY_SETS } from "./ip-set.js";
import type { ProxySetName } from "./ip-set.js";
import type { RuleContext } from "./context.js";

interface SetRule {
  readonly set: ProxySetName;
  readonly table: RestoreRule["table"];
  readonly chain: string;
  readonly to: string;
  readonly sides: string;
  readonly protocol?: "tcp" | "udp" | "sctp";
}

/** What each set is asked for, in order (kubernetes pkg/proxy/ipvs/proxier.go v1.36: ipsetWithIptablesChain). */
const SET_RULES: readonly SetRule[] = [
  {
    set: "KUBE-LOOP-BACK",
    table: "nat",
    chain: "KUBE-POSTROUTING",
    to: "MASQUERADE",
    sides: "dst,dst,src",
  },
  {
    set: "KUBE-LOAD-BALANCER",
    table: "nat",
    chain: "KUBE-SERVICES",
    to: "KUBE-LOAD-BALANCER",
    sides: "dst,dst",
  },
  {
    set: "KUBE-LOAD-BALANCER-LOCAL",
    table: "nat",
    chain: "KUBE-LOAD-BALANCER",
    to: "RETURN",
    sides: "dst,dst",
  },
  {
    set: "KUBE-LOAD-BALANCER-FW",
    table: "filter",
    chain: "KUBE-PROXY-FIREWALL",
    to: "KUBE-SOURCE-RANGES-FIREWALL",
    sides: "dst,dst",
  },
  {
    set: "KUBE-LOAD-BALANCER-SOURCE-CIDR",
    table: "filter",
    chain: "KUBE-SOURCE-RANGES-FIREWALL",
    to: "RETURN",
    sides: "dst,dst,src",
  },
  {
    set: "KUBE-LOAD-BALANCER-SOURCE-IP",
    table: "filter",
    chain: "KUBE-SOURCE-RANGES-FIREWALL",
    to: "RETURN",
    sides: "dst,dst,src",
  },
  ...nodePortRules("tcp", ["KUBE-NODE-PORT-LOCAL-TCP", "KUBE-NODE-PORT-TCP"], "dst"),
  ...nodePortRules("udp", ["KUBE-NODE-PORT-LOCAL-UDP", "KUBE-NODE-PORT-UDP"], "dst"),
  ...nodePortRules(
    "sctp",
    ["KUBE-NODE-PORT-LOCAL-SCTP-HASH", "KUBE-NODE-PORT-SCTP-HASH"],
    "dst,dst",
  ),
];

function nodePortRules(
  protocol: "tcp" | "udp" | "sctp",
  [local, all]: readonly [ProxySetName, ProxySetName],
  sides: string,
): readonly SetRule[] {
  const same = { table: "nat", chain: "KUBE-NODE-PORT", sides, protocol } as const;
  return [
    { set: local, to: "RETURN", ...same },
    { set: all, to: "KUBE-MARK-MASQ", ...same },
  ];
}

/** The rules that ask a set; those of an empty set are left out. */
export function setRules(context: RuleContext): readonly RestoreRule[] {
  return SET_RULES.filter(({ set }) => !context.isEmpty(set)).map(
    ({ set, table, chain, to, sides, protocol }) => {
      const rule = table === "nat" ? natRule : filterRule;
      const asked = protocol === undefined ? "" : `-p ${protocol}`;
      return rule(chain, asked, commentOf(set), context.asks(set, sides), `-j ${to}`);
    },
  );
}

/** The comment of rules that ask a set. */
export function commentOf(set: ProxySetName): string {
  return comment(PROXY_SETS.find(({ name }) => name === set)?.comment ?? set);
}
