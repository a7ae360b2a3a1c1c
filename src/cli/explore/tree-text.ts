import { decimalText, ONE, parseFraction, plus, fractionText, ZERO } from "../../base/fraction.js";
import type { Fraction } from "../../base/fraction.js";
import type { CommandTexts } from "../../message/command/en.js";
import { fill } from "../../message/fill.js";
import type { Branch, ChoiceTree, Decider, Exploration } from "../../trace/exploration.js";
import type { TraceHeader } from "../../trace/header.js";
import { choiceRows } from "./choice-rows.js";
import { table } from "../table.js";

const DIGITS = 12;

/** What chance can make of a request, as text: for each tree the rules that draw, and the branches with what they weigh. */
export function explorationText(
  { request, command, trees }: Exploration,
  header: TraceHeader,
  texts: CommandTexts,
): string {
  const head = fill(texts["explore-request"], { request, command });
  const parts = trees.map((tree) => treeText(tree, header, texts));
  const none = trees.length === 0 ? [`  ${texts["explore-none"]}\n`] : [];
  return [`${head}\n`, ...none, ...parts].join("\n");
}

function treeText(tree: ChoiceTree, header: TraceHeader, texts: CommandTexts): string {
  const { service, destination, protocol, namespace, program, times, branches } = tree;
  const names = header.namespaces.find(({ id }) => id === namespace);
  const where = { destination, protocol, program, client: names?.name ?? namespace };
  const title =
    service === null
      ? fill(texts["explore-tree-address"], where)
      : fill(texts["explore-tree"], { ...where, service });
  const kind = tree.isLookup ? ` ${texts["explore-lookup"]}` : "";
  const often = times > 1 ? ` ${fill(texts["explore-times"], { times })}` : "";
  const decided =
    tree.decidedBy === "chance" ? [] : [`  ${decidedText(tree, texts, tree.decidedBy)}\n`];
  const rules = choiceRows(branches, header).map((row) => `  ${row}\n`);
  const rows = table([headOf(texts), ...branches.map((branch) => rowOf(branch, texts))]);
  return [
    `${title}${kind}${often}\n`,
    ...decided,
    ...(rules.length === 0 ? [] : ["\n", ...rules]),
    "\n",
    ...rows.map((row) => `  ${row}\n`),
    `  ${sumText(tree, texts)}\n`,
  ].join("");
}

function decidedText(
  { scheduled }: ChoiceTree,
  texts: CommandTexts,
  by: Exclude<Decider, "chance">,
): string {
  const said = texts[`explore-by-${by}`];
  return scheduled === null ? said : `${said} (${scheduled})`;
}

function headOf(texts: CommandTexts): readonly string[] {
  const heads = [
    "branch",
    "share",
    "kernel",
    "path",
    "endpoint",
    "pod",
    "node",
    "source",
    "outcome",
  ];
  return heads.map((head) => texts[`explore-head-${head}` as keyof CommandTexts]);
}

function rowOf(branch: Branch, texts: CommandTexts): readonly string[] {
  const { number, choices, intended, probability, endpoint, pod, node, status, isPlayed } = branch;
  const path = choices.map((choice) => choice.intended).join(" · ");
  return [
    `${isPlayed ? "*" : " "}${number}`,
    intended,
    kernelText(probability),
    path === "" ? "1" : path,
    endpoint ?? "-",
    pod ?? "-",
    node ?? "-",
    branch.masqueradedAs === null
      ? texts["explore-source-kept"]
      : fill(texts["explore-source"], { address: branch.masqueradedAs }),
    [branch.outcome ?? branch.disposition ?? "-", ...(status === null ? [] : [status])].join(" "),
  ];
}

// A product of a few draws is short enough to be read; one of sixty has hundreds of digits.
const LONGEST = 24;

function kernelText(text: string): string {
  const decimal = decimalText(parseFraction(text) ?? ONE, DIGITS);
  return text.length > LONGEST || text === "1" ? decimal : `${text} = ${decimal}`;
}

function sumText({ branches, unplayed }: ChoiceTree, texts: CommandTexts): string {
  const sum = (as: "intended" | "probability"): Fraction =>
    branches.reduce((total, branch) => plus(total, parseFraction(branch[as]) ?? ZERO), ZERO);
  if (unplayed !== "0") {
    const rest = decimalText(parseFraction(unplayed) ?? ZERO, DIGITS);
    return fill(texts["explore-unplayed"], { count: branches.length, rest });
  }
  const kernel = plus(sum("probability"), parseFraction(unplayed) ?? ZERO);
  const parameters = { kernel: fractionText(kernel), intended: fractionText(sum("intended")) };
  return fill(texts["explore-sum"], parameters);
}
