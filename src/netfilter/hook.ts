import type { TableName } from "./table-name.js";

/** The five IP hooks, by the names of their built-in chains. */
export type Hook = "PREROUTING" | "INPUT" | "FORWARD" | "OUTPUT" | "POSTROUTING";

/** What happens at a hook, one after the other: a table's chain, or conntrack's own work. */
export type Station = TableName | "conntrack" | "ipvs" | "confirm";

/** Which kernel interface a host's iptables uses; it shows in the order of two tables. */
export type Backend = "nft" | "legacy";

/**
 * Each hook's stations by priority (linux include/uapi/linux/netfilter_ipv4.h). In INPUT, legacy has security at 50,
 * before nat at 100; iptables-nft 1.8.9 registers it at 150, after nat.
 */
export function stationsOf(hook: Hook, backend: Backend): readonly Station[] {
  return hook === "INPUT" && backend === "legacy" ? LEGACY_INPUT : STATIONS[hook];
}

// IPVS stands at 98 and 99 in INPUT, at -99 and -98 in OUTPUT, at 99 and 100 in FORWARD
// (linux net/netfilter/ipvs/ip_vs_core.c: ip_vs_ops4).
const LEGACY_INPUT: readonly Station[] = ["mangle", "filter", "security", "ipvs", "nat", "confirm"];

const STATIONS: Readonly<Record<Hook, readonly Station[]>> = {
  PREROUTING: ["raw", "conntrack", "mangle", "nat"],
  INPUT: ["mangle", "filter", "ipvs", "nat", "security", "confirm"],
  FORWARD: ["mangle", "filter", "security", "ipvs"],
  OUTPUT: ["raw", "conntrack", "mangle", "nat", "ipvs", "filter", "security"],
  POSTROUTING: ["mangle", "nat", "confirm"],
};
