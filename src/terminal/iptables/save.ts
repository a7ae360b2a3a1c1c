import type { Family } from "../../base/address.js";
import { isTableName, TABLES } from "../../netfilter/built-in.js";
import type { TableName } from "../../netfilter/table-name.js";
import { printed, refused } from "../answer.js";
import type { Answer } from "../answer.js";
import { rulesOf } from "../moment.js";
import type { HostMoment } from "../moment.js";
import { usageOf } from "../tool.js";
import type { Tool } from "../tool.js";
import { chainsOf } from "./chains.js";
import type { Count } from "./counters.js";

const NAMES: Readonly<Record<Family, string>> = { ipv4: "iptables-save", ipv6: "ip6tables-save" };

/** `iptables-save` 1.8.9, without the comments that tell the time. */
export const iptablesSave: Tool = toolOf("ipv4");

/** `ip6tables-save` 1.8.9. */
export const ip6tablesSave: Tool = toolOf("ipv6");

function toolOf(family: Family): Tool {
  const name = NAMES[family];
  const tool: Tool = {
    name,
    asksRules: true,
    forms: [`${name} [-t TABLE] [-c]`],
    examples: (moment) => {
      const tables = rulesOf(moment, family)?.tables ?? [];
      return tables.length === 0
        ? []
        : [name, `${name} -c`, ...tables.map((table) => `${name} -t ${table.name}`)];
    },
    run: (words, moment) => save(words, { tool, family }, moment),
  };
  return tool;
}

function save(
  words: readonly string[],
  { tool, family }: { readonly tool: Tool; readonly family: Family },
  moment: HostMoment,
): Answer {
  let wanted: string | null = null;
  let withCounts = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "-c" || word === "--counters") withCounts = true;
    else if (word === "-t" || word === "--table") wanted = words[++at] ?? "";
    else return usageOf(tool, word);
  }
  if (wanted !== null && !isTableName(wanted))
    return refused(
      moment.host.iptables === "nft"
        ? `Table \`${wanted}' does not exist\n`
        : `${tool.name} v1.8.9 (legacy): Cannot initialize: Table does not exist (do you need to insmod?)\n`,
      1,
    );
  const present = tablesIn(moment, family);
  const tables = wanted === null ? present : TABLES.filter((name) => name === wanted);
  return printed(tables.map((table) => tableText(table, { family, moment, withCounts })).join(""));
}

/** The order of nft's own list; of legacy tables the one that was used last stands first, which a trace does not know. */
function tablesIn(moment: HostMoment, family: Family): readonly TableName[] {
  const known = rulesOf(moment, family)?.tables.map(({ name }) => name) ?? [];
  return TABLES.filter((name) => known.includes(name));
}

function tableText(
  table: TableName,
  { family, moment, withCounts }: { family: Family; moment: HostMoment; withCounts: boolean },
): string {
  const chains = chainsOf(moment, family, table);
  const lines = [
    `*${table}`,
    ...chains.map(({ name, policy, count }) => `:${name} ${policy ?? "-"} ${bracketed(count)}`),
    ...chains.flatMap(({ name, rules }) =>
      rules.map(({ text, count }) =>
        `${withCounts ? `${bracketed(count)} ` : ""}-A ${name} ${text}`.trimEnd(),
      ),
    ),
    "COMMIT",
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function bracketed({ packets, bytes }: Count): string {
  return `[${packets}:${bytes}]`;
}

/** A rule as `iptables -S -v` prints it: with its count before the target. */
export function ruleWithCount(text: string, { packets, bytes }: Count): string {
  const count = `-c ${packets} ${bytes}`;
  const at = targetAt(text);
  if (at === -1) return text === "" ? count : `${text} ${count}`;
  return `${text.slice(0, at)}${count} ${text.slice(at)}`;
}

// The last `-j` or `-g` that stands outside of quotes.
function targetAt(text: string): number {
  let isQuoted = false;
  let found = -1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') isQuoted = !isQuoted;
    else if (
      !isQuoted &&
      /^-[jg] /.test(text.slice(at, at + 3)) &&
      (at === 0 || text[at - 1] === " ")
    )
      found = at;
  }
  return found;
}
