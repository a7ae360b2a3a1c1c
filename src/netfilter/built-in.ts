import type { Hook } from "./hook.js";
import type { TableName } from "./rule-set.js";

/** The tables in the order of iptables-nft-save (enum nft_table_type in iptables/nft.h, iptables 1.8.9). */
export const TABLES: readonly TableName[] = ["mangle", "security", "raw", "filter", "nat"];

/** Each table's built-in chains, in the order in which they are listed. */
export const BUILT_IN: Readonly<Record<TableName, readonly Hook[]>> = {
  raw: ["PREROUTING", "OUTPUT"],
  mangle: ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
  nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
  filter: ["INPUT", "FORWARD", "OUTPUT"],
  security: ["INPUT", "FORWARD", "OUTPUT"],
};

/** Whether a text is the name of a table. */
export function isTableName(text: string): text is TableName {
  return (TABLES as readonly string[]).includes(text);
}

/** Whether a chain is one of the table's own. */
export function isBuiltIn(table: TableName, chain: string): boolean {
  return (BUILT_IN[table] as readonly string[]).includes(chain);
}
