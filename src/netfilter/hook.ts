import type { TableName } from "./rule-set.js";

/** The five IP hooks, by the names of their built-in chains. */
export type Hook = "PREROUTING" | "INPUT" | "FORWARD" | "OUTPUT" | "POSTROUTING";

/** What happens at a hook, one after the other: a table's chain, or conntrack's own work. */
export type Station = TableName | "conntrack" | "confirm";

/**
 * Each hook's stations by priority, as iptables-nft registers them
 * (linux include/uapi/linux/netfilter_ipv4.h; security at 150 by iptables-nft 1.8.9, so after nat in INPUT).
 */
export const STATIONS: Readonly<Record<Hook, readonly Station[]>> = {
  PREROUTING: ["raw", "conntrack", "mangle", "nat"],
  INPUT: ["mangle", "filter", "nat", "security", "confirm"],
  FORWARD: ["mangle", "filter", "security"],
  OUTPUT: ["raw", "conntrack", "mangle", "nat", "filter", "security"],
  POSTROUTING: ["mangle", "nat", "confirm"],
};
