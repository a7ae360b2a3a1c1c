import { DATA_TYPES, isDataType } from "../expression/data-type.js";
import { printPriority } from "../read/read-properties.js";
import { printSeconds } from "../read/read-time.js";
import type { ListedChain, ListedSet, ListedTable } from "./listed.js";

/** `nft list ruleset`: every table with all that is in it (nft 1.0.6). */
export function printRuleset(tables: readonly ListedTable[]): string {
  return tables.map(printTable).join("");
}

/** `nft list table`. */
export function printTable(table: ListedTable): string {
  const { family, name, comment, sets, chains } = table;
  const blocks = [...sets.map(printSet), ...chains.map(printChain)];
  const said = comment === null ? "" : `\tcomment "${comment}"\n`;
  return `table ${family} ${name} {\n${said}${blocks.join("\n")}}\n`;
}

/** `nft list set`, or `map`: the one in its table. */
export function printSetIn({ family, name }: ListedTable, set: ListedSet): string {
  return `table ${family} ${name} {\n${printSet(set)}}\n`;
}

/** `nft list chain`: the one in its table. */
export function printChainIn({ family, name }: ListedTable, chain: ListedChain): string {
  return `table ${family} ${name} {\n${printChain(chain)}}\n`;
}

function printChain({ name, base, comment, rules }: ListedChain): string {
  const lines = [
    ...(comment === null ? [] : [`comment "${comment}"`]),
    ...(base === null
      ? []
      : [
          `type ${base.type} hook ${base.hook} priority ${printPriority(base.priority, base.hook)}; policy ${base.policy};`,
        ]),
    ...rules,
  ];
  return block(`chain ${name}`, lines);
}

// What rules may add to has a size in any case (nft src/evaluate.c: set_evaluate).
const USUAL_SIZE = 65_535;

function printSet(set: ListedSet): string {
  const { kind, name, type, flags, timeout, comment, elements } = set;
  const isDynamic = flags.includes("dynamic");
  const size = set.size ?? (isDynamic ? USUAL_SIZE : null);
  // That elements time out is seen from the timeout.
  const shown = timeout === null || isDynamic ? flags : flags.filter((flag) => flag !== "timeout");
  const lines = [
    `type ${type}`,
    ...(size === null ? [] : [`size ${size}`]),
    ...(shown.length === 0
      ? []
      : [`flags ${FLAGS.filter((flag) => shown.includes(flag)).join(",")}`]),
    ...(timeout === null ? [] : [`timeout ${printSeconds(timeout)}`]),
    ...(comment === null ? [] : [`comment "${comment}"`]),
    ...(elements.length === 0 ? [] : [`elements = { ${printElements(elements, type)} }`]),
  ];
  return block(`${kind} ${name}`, lines);
}

// In the order in which nft prints them.
const FLAGS = ["constant", "dynamic", "interval", "timeout"];

// nft src/expression.c, 1.0.6: calculate_delim.
function printElements(elements: readonly string[], type: string): string {
  const [key = ""] = type.split(" : ");
  const perLine = isDataType(key) ? DATA_TYPES[key].perLine : 1;
  let text = "";
  for (const [index, element] of elements.entries()) {
    if (index > 0) text += index % perLine === 0 ? ",\n\t\t\t     " : ", ";
    text += element;
  }
  return text;
}

function block(head: string, lines: readonly string[]): string {
  return `\t${head} {\n${lines.map((line) => `\t\t${line}\n`).join("")}\t}\n`;
}
