import { FAMILIES } from "../../base/address.js";
import type { RuleExpectation } from "../../cluster/scenario.js";
import { printRule } from "../../netfilter/iptables/print-rule.js";
import { listed } from "../../netfilter/nftables/print/listed.js";
import type { HostNetfilter } from "../../network/host.js";
import type { Checked } from "./check-expectation.js";

/** A chain of a table, or a set, whose elements are its lines. */
interface Lines {
  readonly table: string;
  readonly chain: string;
  readonly rules: readonly string[];
}

/** Looks for a rule in the rules that a namespace has now, of both families; a table that is not there is never what was expected. */
export function checkRule(
  { on, table, chain, text, stands }: RuleExpectation,
  netfilter: HostNetfilter | null,
): Checked {
  const rule = [chain, text].filter((part) => part !== "").join(" ");
  const said = `${stands ? "rule" : "no rule"} ${on.name} ${table} "${rule}"`;
  const inTable = linesOf(netfilter).filter((lines) => lines.table === table);
  if (inTable.length === 0) return { text: said, holds: false, found: `no table ${table}` };
  const inChain = inTable.filter((lines) => lines.chain === chain);
  const found = inChain.flatMap(({ rules }) => rules).find((each) => each.includes(text));
  if (found !== undefined) return { text: said, holds: stands, found: `${chain} ${found}` };
  const missing = inChain.length === 0 ? `no chain ${chain}` : `no such rule in ${chain}`;
  return { text: said, holds: !stands, found: missing };
}

function linesOf(netfilter: HostNetfilter | null): readonly Lines[] {
  if (netfilter === null) return [];
  const { ruleSets, nftables } = netfilter;
  return [
    ...FAMILIES.flatMap((family) => ruleSets[family].tables).flatMap(({ name, chains }) =>
      chains.map((chain) => ({
        table: name,
        chain: chain.name,
        rules: chain.rules.map(printRule),
      })),
    ),
    ...listed(nftables).flatMap(({ name, sets, chains }) => [
      ...chains.map((chain) => ({ table: name, chain: chain.name, rules: chain.rules })),
      ...sets.map((set) => ({ table: name, chain: `@${set.name}`, rules: set.elements })),
    ]),
  ];
}
