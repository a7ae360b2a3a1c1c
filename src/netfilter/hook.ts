import type { TableName } from "./table-name.js";

/** The five IP hooks, by the names of their built-in chains. */
export type Hook = "PREROUTING" | "INPUT" | "FORWARD" | "OUTPUT" | "POSTROUTING";

/** What happens at a hook, one after the other: a table's chain, or conntrack's own work. */
export type Station = TableName | "conntrack" | "confirm";

/** Which kernel interface a host's iptables uses; it shows in the order of two tables. */
export type Backend = "nft" | "legacy";

/**
 * Each hook's stations by priority (linux include/uapi/linux/netfilter_ipv4.h). In INPUT, legacy has security at 50,
 * before nat at 100; iptables-nft 1.8.9 registers it at 150, after nat.
 */
export function stationsOf(hook: Hook, backend: Backend): readonly Station[] {
  return hook === "INPUT" && backend === "legacy" ? LEGACY_INPUT : STATIONS[hook];
}

const LEGACY_INPUT: readonly Station[] = ["mangle", "filter", "security", "nat", "confirm"];

const STATIONS: Readonly<Record<Hook, readonly Station[]>> = {
  PREROUTING: ["raw", "conntrack", "mangle", "nat"],
  INPUT: ["mangle", "filter", "nat", "security", "confirm"],
  FORWARD: ["mangle", "filter", "security"],
  OUTPUT: ["raw", "conntrack", "mangle", "nat", "filter", "security"],
  POSTROUTING: ["mangle", "nat", "confirm"],
};
