import { comment, filterRule } from "../iptables/restore-rule.js";
import type { RestoreRule } from "../iptables/restore-rule.js";
import type { RuleContext } from "./context.js";
import { commentOf } from "./set-rules.js";

const FILTER = "KUBE-IPVS-FILTER";

/** What load balancers' source ranges keep out: everybody else, and the node itself where they leave it out. */
export function sourceRangeRules({ plan }: RuleContext): readonly RestoreRule[] {
  return [
    filterRule("KUBE-SOURCE-RANGES-FIREWALL", "-j DROP"),
    // A local client of such an address has that same address.
    ...plan.blocked.map(({ address, protocol, port }) =>
      filterRule(
        "KUBE-IPVS-OUT-FILTER",
        `-s ${address} -m ipvs --vaddr ${address} --vproto ${protocol} --vport ${port} -j DROP`,
      ),
    ),
  ];
}

/** What may be forwarded, and which ports of bound addresses may be reached (kubernetes pkg/proxy/ipvs/proxier.go v1.36: writeIptablesRules). */
export function accessRules(context: RuleContext): readonly RestoreRule[] {
  const { mark } = context;
  return [
    filterRule(
      "KUBE-FORWARD",
      comment("kubernetes forwarding rules"),
      `-m mark --mark ${mark}/${mark} -j ACCEPT`,
    ),
    filterRule(
      "KUBE-FORWARD",
      comment("kubernetes forwarding conntrack rule"),
      "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
    ),
    filterRule(
      "KUBE-NODE-PORT",
      commentOf("KUBE-HEALTH-CHECK-NODE-PORT"),
      context.asks("KUBE-HEALTH-CHECK-NODE-PORT", "dst"),
      "-j ACCEPT",
    ),
    ...SERVED.map((set) => filterRule(FILTER, context.asks(set, "dst,dst"), "-j RETURN")),
    filterRule(FILTER, context.asks("KUBE-HEALTH-CHECK-NODE-PORT", "dst"), "-j RETURN"),
    filterRule(
      FILTER,
      "-m conntrack --ctstate NEW",
      context.asks("KUBE-IPVS-IPS", "dst"),
      "-j REJECT",
    ),
  ];
}

const SERVED = [
  "KUBE-LOAD-BALANCER",
  "KUBE-CLUSTER-IP",
  "KUBE-EXTERNAL-IP",
  "KUBE-EXTERNAL-IP-LOCAL",
] as const;
