import type { Family } from "../../base/address.js";
import type { Random } from "../../base/random.js";
import { createConntrack } from "../../netfilter/conntrack/conntrack.js";
import type { Conntrack } from "../../netfilter/conntrack/conntrack.js";
import {
  KERNEL_SETTINGS,
  NODE_SETTINGS,
  settingNamed,
} from "../../netfilter/conntrack/settings.js";
import { emptyRuleSet } from "../../netfilter/iptables/apply.js";
import { createIpvs } from "../../netfilter/ipvs/ipvs.js";
import type { Ipvs } from "../../netfilter/ipvs/ipvs.js";
import { ipvsSettingNamed } from "../../netfilter/ipvs/settings.js";
import { NO_SETS } from "../../netfilter/ipset/ip-set.js";
import { NO_NFTABLES } from "../../netfilter/nftables/model/nftables.js";
import type { RuleSet } from "../../netfilter/rule-set.js";
import type { HostNetfilter } from "../../network/host.js";
import type { Namespace } from "../../network/namespace.js";
import type { StartingRules } from "./scenario-network.js";

/** No rules of either family, and no sets. */
export const NO_RULES: StartingRules = {
  ruleSets: { ipv4: emptyRuleSet("ipv4"), ipv6: emptyRuleSet("ipv6") } satisfies Readonly<
    Record<Family, RuleSet>
  >,
  nftables: NO_NFTABLES,
  sets: NO_SETS,
  virtualServers: [],
};

/** Netfilter of a namespace with these rules; it has seen no packet yet. */
export function hostNetfilter(
  namespace: Namespace,
  rules: StartingRules,
  random: Random,
): HostNetfilter {
  const { ruleSets, sets, virtualServers } = rules;
  return {
    ruleSets,
    get nftables() {
      return rules.nftables;
    },
    sets,
    ipvs: ipvsOf(namespace, virtualServers),
    conntrack: conntrackOf(namespace),
    random: random.fork(`netfilter/${namespace.id}`),
  };
}

function ipvsOf({ sysctls }: Namespace, servers: StartingRules["virtualServers"]): Ipvs {
  const ipvs = createIpvs();
  for (const [name, value] of Object.entries(sysctls)) {
    const setting = ipvsSettingNamed(name);
    if (setting !== null) ipvs.configure({ [setting]: Number(value) });
  }
  ipvs.load(servers);
  return ipvs;
}

// With what the namespace's sysctls say; on a node, kube-proxy has set some.
function conntrackOf({ kind, sysctls }: Namespace): Conntrack {
  const settings = { ...(kind === "node" ? NODE_SETTINGS : KERNEL_SETTINGS) };
  for (const [name, value] of Object.entries(sysctls)) {
    const setting = settingNamed(name);
    if (setting !== null) settings[setting] = Number(value);
  }
  return createConntrack(settings);
}
