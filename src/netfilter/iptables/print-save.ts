import type { RuleSet, Table } from "../rule-set.js";
import { printRule } from "./print-rule.js";

/** A rule set as iptables-save prints it, without its comments and with the counters at zero. */
export function printSave({ tables }: RuleSet): string {
  return tables.map(printTable).join("");
}

function printTable({ name, chains }: Table): string {
  const lines = [
    `*${name}`,
    ...chains.map((chain) => `:${chain.name} ${chain.policy ?? "-"} [0:0]`),
    ...chains.flatMap((chain) =>
      chain.rules.map((rule) => `-A ${chain.name} ${printRule(rule)}`.trimEnd()),
    ),
    "COMMIT",
  ];
  return `${lines.join("\n")}\n`;
}
