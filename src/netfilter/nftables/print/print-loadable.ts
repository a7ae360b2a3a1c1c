import { tableKey } from "../model/nftables.js";
import type { Nftables } from "../model/nftables.js";
import { listed } from "./listed.js";
import { printRuleset } from "./print-list.js";

/** What makes `nft -f` replace the tables of these names by these, as nft lists them; empty for none. */
export function printLoadable(nftables: Nftables): string {
  // Without a table of the name, there would be none to delete.
  const emptied = nftables.tables
    .map(tableKey)
    .map((key) => `add table ${key}\ndelete table ${key}\n`);
  return [...emptied, printRuleset(listed(nftables))].join("");
}
