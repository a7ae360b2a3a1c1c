import { printSetList, printSetSave } from "../../netfilter/ipset/print-sets.js";
import { readSets } from "../../netfilter/ipset/read-sets.js";
import { printed, refused } from "../answer.js";
import { tablesOf } from "../moment.js";
import type { HostMoment } from "../moment.js";
import { usageOf } from "../tool.js";
import type { Tool } from "../tool.js";

const PROGRAM = "ipset v7.17";

/** `ipset` 7.17; the memory that a set takes, which its list also tells, is not known. */
export const ipset: Tool = {
  name: "ipset",
  asksRules: true,
  forms: ["ipset list [-n] [-t] [NAME]", "ipset save [NAME]"],
  examples: (moment) => (tablesOf(moment).ipsets.length === 0 ? [] : ["ipset list", "ipset save"]),
  run(words, moment) {
    const [command, ...rest] = words.filter((word) => !OPTIONS.has(word));
    if (command === undefined && words.length === 0)
      return refused(
        `${PROGRAM}: No command specified.\nTry \`ipset help' for more information.\n`,
        1,
      );
    const isList = ["list", "-L", "--list"].includes(command ?? "");
    if (!isList && !["save", "-S", "--save"].includes(command ?? "")) {
      return CHANGES.has(command ?? "")
        ? usageOf(ipset, command ?? "")
        : refused(
            `${PROGRAM}: No command specified: unknown argument ${command ?? ""}\nTry \`ipset help' for more information.\n`,
            1,
          );
    }
    const { sets } = readSets({ name: "ipset", text: tablesOf(moment).ipsets.join("") });
    const [name] = rest;
    if (name !== undefined && !sets.has(name))
      return refused(`${PROGRAM}: The set with the given name does not exist\n`, 1);
    const shown = new Map([...sets].filter(([key]) => name === undefined || key === name));
    const now = moment.state.at;
    if (!isList) return printed(printSetSave(shown, now));
    if (words.some((word) => word === "-n" || word === "-name"))
      return printed([...shown.keys()].map((key) => `${key}\n`).join(""));
    const text = printSetList(shown, { now, rulesWith: (key) => rulesWith(key, moment) });
    return printed(words.some((word) => word === "-t" || word === "-terse") ? terse(text) : text);
  },
};

const OPTIONS: ReadonlySet<string> = new Set(["-n", "-name", "-t", "-terse", "-s", "-sorted"]);
const CHANGES: ReadonlySet<string> = new Set([
  "create",
  "add",
  "del",
  "test",
  "destroy",
  "flush",
  "rename",
  "swap",
  "restore",
  "help",
  "version",
]);

function rulesWith(set: string, { header, state, host }: HostMoment): number {
  const rules = state.ruleSets
    .filter(({ namespace }) => namespace === host.id)
    .flatMap(({ tables }) => tables)
    .flatMap(({ chains }) => chains)
    .flatMap((chain) => chain.rules);
  return rules.filter((rule) =>
    (header.texts[rule] ?? "")
      .split(" ")
      .some((word, at, all) => word === set && all[at - 1] === "--match-set"),
  ).length;
}

function terse(list: string): string {
  return list
    .split("\n\n")
    .map((set) => set.replace(/Members:\n[^]*$/, ""))
    .join("\n");
}
