import type { ListedTable } from "../../netfilter/nftables/print/listed.js";
import {
  printChainIn,
  printRuleset,
  printSetIn,
  printTable,
} from "../../netfilter/nftables/print/print-list.js";
import { printed, refused } from "../answer.js";
import type { Answer } from "../answer.js";
import { usageOf } from "../tool.js";
import type { Tool } from "../tool.js";
import { listedTables } from "./listed-tables.js";

const FAMILIES: readonly string[] = ["ip", "ip6", "inet", "arp", "bridge", "netdev"];

/** `nft` 1.0.6, as far as it lists; the tables that iptables-nft keeps are left to iptables. */
export const nft: Tool = {
  name: "nft",
  asksRules: true,
  forms: [
    "nft list ruleset [FAMILY]",
    "nft list tables [FAMILY]",
    "nft list table [FAMILY] TABLE",
    "nft list chain|set|map [FAMILY] TABLE NAME",
  ],
  examples: (moment) => {
    const tables = listedTables(moment);
    return tables.length === 0
      ? []
      : [
          "nft list ruleset",
          "nft list tables",
          ...tables.map(({ family, name }) => `nft list table ${family} ${name}`),
          ...tables.flatMap(({ family, name, sets }) =>
            sets
              .filter((set) => set.name === "service-ips" || set.name === "cluster-ips")
              .map((set) => `nft list ${set.kind} ${family} ${name} ${set.name}`),
          ),
        ];
  },
  run(words, moment) {
    const [command, what, ...rest] = words.filter((word) => !/^-[nas]+$/.test(word));
    if (command === undefined) return refused("nft: no command specified\n", 1);
    if (command !== "list" || what === undefined) return usageOf(nft, words.join(" "));
    const tables = listedTables(moment);
    const hasFamily = FAMILIES.includes(rest[0] ?? "");
    const family = hasFamily ? (rest[0] ?? "ip") : null;
    const names = hasFamily ? rest.slice(1) : rest;
    const ofFamily = tables.filter((table) => family === null || table.family === family);
    switch (what) {
      case "ruleset":
        return printed(printRuleset(ofFamily));
      case "tables":
        return printed(ofFamily.map((table) => `table ${table.family} ${table.name}\n`).join(""));
      case "table":
      case "chain":
      case "set":
      case "map":
        return listOne(what, { words, names, family: family ?? "ip" }, tables);
      default:
        return usageOf(nft, words.join(" "));
    }
  },
};

/** What is to be listed. */
interface Asked {
  readonly words: readonly string[];
  readonly names: readonly string[];
  readonly family: string;
}

function listOne(
  what: "table" | "chain" | "set" | "map",
  { words, names, family }: Asked,
  tables: readonly ListedTable[],
): Answer {
  const [tableName = "", name] = names;
  const table = tables.find((one) => one.family === family && one.name === tableName);
  const wanted = what === "table" ? 1 : 2;
  if (names.length !== wanted) return usageOf(nft, words.join(" "));
  if (table === undefined) return missing(words, tableName);
  if (what === "table") return printed(printTable(table));
  if (what === "chain") {
    const chain = table.chains.find((one) => one.name === name);
    return chain === undefined ? missing(words, name ?? "") : printed(printChainIn(table, chain));
  }
  const set = table.sets.find((one) => one.name === name && one.kind === what);
  return set === undefined ? missing(words, name ?? "") : printed(printSetIn(table, set));
}

// nft shows the line that it was given, and marks the name.
function missing(words: readonly string[], name: string): Answer {
  const line = words.join(" ");
  const mark = `${" ".repeat(line.lastIndexOf(name))}${"^".repeat(name.length)}`;
  return refused(`Error: No such file or directory\n${line}\n${mark}\n`, 1);
}
