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
};

/** Netfilter of a namespace with these rules; it has seen no packet yet. */
export function hostNetfilter(
  namespace: Namespace,
  rules: StartingRules,
  random: Random,
): HostNetfilter {
  return {
    ...rules,
    conntrack: conntrackOf(namespace),
    random: random.fork(`netfilter/${namespace.id}`),
  };
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
