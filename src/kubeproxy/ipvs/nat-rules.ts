import { comment, natRule } from "../iptables/restore-rule.js";
import type { RestoreRule } from "../iptables/restore-rule.js";
import type { RuleContext } from "./context.js";
import type { ProxySetName } from "./ip-set.js";
import { commentOf } from "./set-rules.js";

const SERVICES = "KUBE-SERVICES";
const MARK = "-j KUBE-MARK-MASQ";

/** The rule of KUBE-SERVICES that leaves local clients alone. */
export function loopbackRule({ input }: RuleContext): RestoreRule {
  const loopback = input.family === "ipv4" ? "127.0.0.0/8" : "::1/128";
  return natRule(SERVICES, `-s ${loopback} -j RETURN`);
}

/** Which Services' traffic is masqueraded, and node ports (kubernetes pkg/proxy/ipvs/proxier.go v1.36: writeIptablesRules). */
export function serviceRules(context: RuleContext): readonly RestoreRule[] {
  return [
    ...clusterRules(context),
    ...externalRules(context, "KUBE-EXTERNAL-IP", [MARK]),
    ...externalRules(context, "KUBE-EXTERNAL-IP-LOCAL", []),
    natRule(SERVICES, "-m addrtype --dst-type LOCAL -j KUBE-NODE-PORT"),
    natRule("KUBE-LOAD-BALANCER", MARK),
    ...acceptRules(context),
  ];
}

/** The rules of masquerading by mark. */
export function masqueradeRules({ input, mark }: RuleContext): readonly RestoreRule[] {
  const randomFully = input.configuration.randomFully ? ["--random-fully"] : [];
  return [
    natRule("KUBE-POSTROUTING", `-m mark ! --mark ${mark}/${mark} -j RETURN`),
    // The mark goes away so that a second pass through POSTROUTING does not masquerade again.
    natRule("KUBE-POSTROUTING", `-j MARK --xor-mark ${mark}`),
    natRule(
      "KUBE-POSTROUTING",
      comment("kubernetes service traffic requiring SNAT"),
      "-j MASQUERADE",
      ...randomFully,
    ),
    natRule("KUBE-MARK-MASQ", `-j MARK --or-mark ${mark}`),
  ];
}

function clusterRules(context: RuleContext): readonly RestoreRule[] {
  const set = "KUBE-CLUSTER-IP";
  if (context.isEmpty(set)) return [];
  const { input, detector } = context;
  const rule = (sides: string, ...more: readonly string[]): RestoreRule =>
    natRule(SERVICES, commentOf(set), context.asks(set, sides), ...more, MARK);
  if (input.configuration.masqueradeAll) return [rule("dst,dst")];
  if (detector !== null) return [rule("dst,dst", detector.notLocal)];
  // A local client of a cluster address has that same address, as kube-ipvs0 has it.
  return [rule("src,dst")];
}

function externalRules(
  context: RuleContext,
  set: ProxySetName,
  before: readonly string[],
): readonly RestoreRule[] {
  if (context.isEmpty(set)) return [];
  const ends = [
    ...before,
    "-m physdev ! --physdev-is-in -m addrtype ! --src-type LOCAL -j ACCEPT",
    "-m addrtype --dst-type LOCAL -j ACCEPT",
  ];
  return ends.map((end) => natRule(SERVICES, commentOf(set), context.asks(set, "dst,dst"), end));
}

function acceptRules(context: RuleContext): readonly RestoreRule[] {
  const sets = ["KUBE-CLUSTER-IP", "KUBE-LOAD-BALANCER"] as const;
  return sets
    .filter((set) => !context.isEmpty(set))
    .map((set) => natRule(SERVICES, context.asks(set, "dst,dst"), "-j ACCEPT"));
}
