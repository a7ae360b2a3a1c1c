import type { Family } from "../../base/address.js";
import { isTableName } from "../../netfilter/built-in.js";
import { printed, refused } from "../answer.js";
import type { Answer, Printed } from "../answer.js";
import { rulesOf } from "../moment.js";
import type { HostMoment } from "../moment.js";
import { usageOf } from "../tool.js";
import type { Tool } from "../tool.js";
import { chainsOf } from "./chains.js";
import type { ListedChain } from "./chains.js";
import { listHeader, listRule, shortNumber } from "./list-rule.js";
import { readOptions } from "./options.js";
import type { IptablesQuestion, OptionProblem } from "./options.js";
import { ruleWithCount } from "./save.js";

const NAMES: Readonly<Record<Family, string>> = { ipv4: "iptables", ipv6: "ip6tables" };
const LONGEST_CHAIN = 29;

/** `iptables` 1.8.9, of the backend that the host has; it lists, and changes nothing. */
export const iptables: Tool = toolOf("ipv4");

/** `ip6tables` 1.8.9. */
export const ip6tables: Tool = toolOf("ipv6");

function toolOf(family: Family): Tool {
  const name = NAMES[family];
  const tool: Tool = {
    name,
    asksRules: true,
    forms: [
      `${name} [-t TABLE] -L [CHAIN] [-n] [-v] [-x] [--line-numbers]`,
      `${name} [-t TABLE] -S [CHAIN] [-v]`,
    ],
    examples: (moment) => examplesOf(name, family, moment),
    run(words, moment) {
      const question = readOptions(words);
      return "kind" in question
        ? problemOf(tool, question, moment)
        : answerOf(question, { name, family }, moment);
    },
  };
  return tool;
}

function examplesOf(name: string, family: Family, moment: HostMoment): readonly string[] {
  const tables = rulesOf(moment, family)?.tables ?? [];
  return tables
    .filter(({ chains }) =>
      chains.some(({ rules, policy }) => rules.length > 0 || policy === "DROP"),
    )
    .flatMap((table) => [
      `${name} -t ${table.name} -L -n -v`,
      `${name} -t ${table.name} -S`,
      ...table.chains.map(
        (chain) => `${name} -t ${table.name} -L ${chain.name} -n -v --line-numbers`,
      ),
    ])
    .slice(0, MOST_EXAMPLES);
}

const MOST_EXAMPLES = 400;

function versionOf({ host }: HostMoment): string {
  return `v1.8.9 (${host.iptables === "nft" ? "nf_tables" : "legacy"})`;
}

function hintOf(name: string): string {
  return `Try \`${name} -h' or '${name} --help' for more information.\n`;
}

function problemOf(tool: Tool, problem: OptionProblem, moment: HostMoment): Answer {
  const { name } = tool;
  const start = `${name} ${versionOf(moment)}`;
  switch (problem.kind) {
    case "unknown-option":
      return refused(`${start}: unknown option "${problem.word}"\n${hintOf(name)}`, 2);
    case "bad-argument":
      return refused(`Bad argument \`${problem.word}'\n${hintOf(name)}`, 2);
    case "missing-argument":
      return refused(
        `${start}: option "-${problem.word}" requires an argument\n${hintOf(name)}`,
        2,
      );
    case "no-command":
      return refused(`${start}: no command specified\n${hintOf(name)}`, 2);
    case "not-imitated":
      return usageOf(tool, problem.word);
  }
}

interface Program {
  readonly name: string;
  readonly family: Family;
}

function answerOf(question: IptablesQuestion, program: Program, moment: HostMoment): Printed {
  const { table, chain, rule } = question;
  const { name, family } = program;
  const start = `${name} ${versionOf(moment)}`;
  const isNft = moment.host.iptables === "nft";
  if (question.command === "version") return printed(`${start}\n`);
  if (chain !== null && chain.length >= LONGEST_CHAIN)
    return refused(
      `${start}: chain name \`${chain}' too long (must be under ${LONGEST_CHAIN} chars)\n${hintOf(name)}`,
      2,
    );
  if (rule !== null && !/^\d{1,9}$/.test(rule))
    return refused(`${start}: Invalid rule number \`${rule}'\n${hintOf(name)}`, 2);
  if (!isTableName(table))
    return refused(
      isNft
        ? `${start}: table '${table}' does not exist\nPerhaps iptables or your kernel needs to be upgraded.\n`
        : `${start}: can't initialize ${name} table \`${table}': Table does not exist (do you need to insmod?)\nPerhaps ${name} or your kernel needs to be upgraded.\n`,
      3,
    );
  const all = chainsOf(moment, family, table);
  const chosen = chain === null ? all : all.filter((one) => one.name === chain);
  if (chosen.length === 0)
    return refused(
      isNft
        ? `${start}: chain \`${chain ?? ""}' in table \`${table}' is incompatible, use 'nft' tool.\n`
        : `${name}: No chain/target/match by that name.\n`,
      1,
    );
  const only = rule === null ? null : Number(rule);
  return printed(
    question.command === "list"
      ? listText(chosen, { ...question, only }, family)
      : rulesText(chosen, { verbose: question.verbose, only }),
  );
}

type Listing = Pick<IptablesQuestion, "numeric" | "verbose" | "exact" | "numbered"> & {
  /** The one rule that is wanted; null for all. */
  readonly only: number | null;
};

function listText(chains: readonly ListedChain[], listing: Listing, family: Family): string {
  const texts = chains.map((chain) => {
    const lines = chain.rules.map((rule, index) =>
      listRule({ ...rule, family, number: index + 1 }, listing),
    );
    if (listing.only !== null) return lines.slice(listing.only - 1, listing.only);
    return [titleOf(chain, listing), listHeader(listing), ...lines];
  });
  return texts.map((lines) => lines.map((line) => `${line}\n`).join("")).join("\n");
}

// iptables 1.8.9 iptables/xshared.c: print_header.
function titleOf(
  { name, policy, count, references }: ListedChain,
  { verbose, exact }: Listing,
): string {
  if (policy === null) return `Chain ${name} (${references} references)`;
  if (!verbose) return `Chain ${name} (policy ${policy})`;
  const text = (number: number): string => (exact ? String(number) : shortNumber(number));
  return `Chain ${name} (policy ${policy} ${text(count.packets)} packets, ${text(count.bytes)} bytes)`;
}

function rulesText(
  chains: readonly ListedChain[],
  { verbose, only }: { readonly verbose: boolean; readonly only: number | null },
): string {
  const counted = ({ packets, bytes }: ListedChain["count"]): string =>
    verbose ? ` -c ${packets} ${bytes}` : "";
  const heads = chains.map(({ name, policy, count }) =>
    policy === null ? `-N ${name}` : `-P ${name} ${policy}${counted(count)}`,
  );
  const rules = chains.flatMap(({ name, rules: own }) =>
    own
      .slice(only === null ? 0 : only - 1, only ?? undefined)
      .map(({ text, count }) =>
        `-A ${name} ${verbose ? ruleWithCount(text, count) : text}`.trimEnd(),
      ),
  );
  return (only === null ? [...heads, ...rules] : rules).map((line) => `${line}\n`).join("");
}
