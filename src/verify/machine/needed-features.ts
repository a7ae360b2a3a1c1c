import { FAMILIES } from "../../base/address.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { Network } from "../../network/network.js";
import type { ScenarioNetwork } from "../../simulation/set-up/scenario-network.js";
import type { Feature } from "./feature.js";

const ALWAYS: readonly Feature[] = [
  "linux",
  "root",
  "namespaces",
  "stdbuf",
  "nft",
  "nft-trace",
  "veth",
];

/** What a scenario needs of the machine before it can be verified there. */
export function neededFeatures(
  scenario: Scenario,
  { namespaces, segments }: Network,
  rules: ScenarioNetwork["rules"],
): ReadonlySet<Feature> {
  const needed = new Set<Feature>(ALWAYS);
  if (segments.some(({ kind }) => kind === "lan")) needed.add("bridge");
  for (const { id, devices, iptables, sysctls } of namespaces) {
    for (const { link } of devices) {
      if (link.kind !== "loopback" && link.kind !== "ethernet") needed.add(link.kind);
      if (link.kind === "bridge" && rules.has(id)) needed.add("br_netfilter");
    }
    if (Object.keys(sysctls).some((name) => name.startsWith("net/bridge/")))
      needed.add("br_netfilter");
    const own = rules.get(id);
    if (own === undefined) continue;
    needed.add("conntrack");
    if (own.sets.size > 0) needed.add("ipset");
    if (own.virtualServers.length > 0) needed.add("ipvs");
    for (const family of FAMILIES)
      if (own.ruleSets[family].tables.length > 0)
        needed.add(family === "ipv4" ? `iptables-${iptables}` : `ip6tables-${iptables}`);
    if (iptables === "legacy") needed.add("legacy-trace");
  }
  for (const item of scenario.play) {
    if (item.kind === "request" && item.command.kind === "ping") needed.add("ping");
    if (item.kind === "request" && item.command.kind === "connect")
      if (item.command.protocol === "sctp") needed.add("sctp");
    if (item.kind === "change" && item.change.kind === "lose") needed.add("netem");
  }
  return needed;
}
