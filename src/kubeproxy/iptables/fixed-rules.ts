import { matchAddresses, isLoopback } from "../node-port-address.js";
import type { RuleContext } from "./context.js";
import { comment, filterRule, natRule } from "./restore-rule.js";
import type { RestoreRule } from "./restore-rule.js";

/** The chains that are always declared, in their order. */
export function fixedChains(context: RuleContext): {
  readonly filter: readonly string[];
  readonly nat: readonly string[];
} {
  return {
    filter: [
      "KUBE-SERVICES",
      "KUBE-EXTERNAL-SERVICES",
      "KUBE-FORWARD",
      "KUBE-NODEPORTS",
      ...(context.traits.marksDrops ? [] : ["KUBE-PROXY-FIREWALL"]),
      ...(guardsLocalhost(context) ? ["KUBE-FIREWALL"] : []),
    ],
    nat: ["KUBE-SERVICES", "KUBE-NODEPORTS", "KUBE-POSTROUTING", "KUBE-MARK-MASQ"],
  };
}

/** The rules that stand before those of the Services: masquerading by mark, and the guard of 127.0.0.0/8. */
export function firstRules(context: RuleContext): readonly RestoreRule[] {
  const { input, mark } = context;
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
    ...(guardsLocalhost(context)
      ? [
          filterRule(
            "KUBE-FIREWALL",
            comment("block incoming localnet connections"),
            "-d 127.0.0.0/8 ! -s 127.0.0.0/8",
            "-m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP",
          ),
        ]
      : []),
  ];
}

function guardsLocalhost({ traits, localhostNodePorts }: RuleContext): boolean {
  return traits.guardsLocalhost && localhostNodePorts;
}

/** The rules that stand after those of the Services: node ports last of all, and what may be forwarded. */
export function lastRules(context: RuleContext): readonly RestoreRule[] {
  return [...nodePortJumps(context), ...forwardRules(context)];
}

function nodePortJumps(context: RuleContext): readonly RestoreRule[] {
  const { input, nodePorts, localhostNodePorts, traits } = context;
  const text = comment(
    "kubernetes service nodeports; NOTE: this must be the last rule in this chain",
  );
  const jump = "-j KUBE-NODEPORTS";
  if (!nodePorts.all) {
    return matchAddresses(nodePorts, input.localAddresses, input.family)
      .filter((address) => localhostNodePorts || !traits.localhostSetting || !isLoopback(address))
      .map((address) => natRule("KUBE-SERVICES", text, `-d ${address}`, jump));
  }
  const loopback = input.family === "ipv6" ? "::1/128" : "127.0.0.0/8";
  const others = localhostNodePorts || !traits.localhostSetting ? [] : [`! -d ${loopback}`];
  return [natRule("KUBE-SERVICES", text, "-m addrtype --dst-type LOCAL", ...others, jump)];
}

function forwardRules({ input, mark, traits }: RuleContext): readonly RestoreRule[] {
  const { tcpBeLiberal, accounting } = input.configuration;
  const counter =
    accounting.invalidDropped && traits.accounting
      ? ["-m nfacct --nfacct-name ct_state_invalid_dropped_pkts"]
      : [];
  return [
    ...(tcpBeLiberal && traits.tcpBeLiberal
      ? []
      : [filterRule("KUBE-FORWARD", "-m conntrack --ctstate INVALID", ...counter, "-j DROP")]),
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
  ];
}
