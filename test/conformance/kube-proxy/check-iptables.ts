import { applyEdits, emptyRuleSet, printSave, readSave } from "../../../src/index.js";
import type { IptablesEdit } from "../../../src/index.js";
import type { RecordedCheck } from "./compiled-case.js";
import { canonical, chainDifferences, orderedChains } from "./iptables-chains.js";
import type { OrderedChains } from "./iptables-chains.js";

/** The recorded texts of iptables, by the name of their file. */
export const IPTABLES_CHECKS: Readonly<Record<string, RecordedCheck>> = {
  // What kube-proxy gives to iptables-restore.
  "restore.iptables": ({ output }, recorded) => {
    const ours = restoreText(output.iptables);
    if (canonical(ours) === canonical(recorded)) return [];
    return chainDifferences(orderedChains(ours), orderedChains(recorded));
  },
  // The whole state, in the words of the programs.
  "expected.iptables": ({ output }, recorded) =>
    chainDifferences(
      withoutCanaries(orderedChains(writtenState(output.iptables))),
      orderedChains(recorded),
    ),
  // The whole state as a real iptables-save prints it; it must come back as it was when it is read.
  "save.iptables": ({ input, output }, recorded) => {
    const state = printSave(applyEdits(emptyRuleSet(input.family), output.iptables));
    const { ruleSet, diagnostics } = readSave(
      { name: "save.iptables", text: recorded },
      input.family,
    );
    return [
      ...chainDifferences(withoutCanaries(orderedChains(state)), orderedChains(recorded)),
      ...diagnostics.map(({ code }) => `read back: ${code}`),
      ...(printSave(ruleSet) === recorded ? [] : ["read back and printed, it is another text"]),
    ];
  },
};

function restoreText(edits: readonly IptablesEdit[]): string {
  return edits.map((edit) => (edit.kind === "restore" ? edit.text : "")).join("");
}

// As a dump, though each rule stays in the words in which it was given to the tool.
function writtenState(edits: readonly IptablesEdit[]): string {
  const tables = new Map<string, readonly string[]>();
  for (const edit of edits) {
    if (edit.kind === "restore") continue;
    const standing = tables.get(edit.table) ?? [];
    tables.set(edit.table, edited(standing, edit));
  }
  const dumps = [...tables].map(([table, lines]) => `*${table}\n${lines.join("\n")}\nCOMMIT\n`);
  return `${dumps.join("")}${restoreText(edits)}`;
}

function edited(
  lines: readonly string[],
  edit: Exclude<IptablesEdit, { readonly kind: "restore" }>,
): readonly string[] {
  switch (edit.kind) {
    case "new-chain":
      return [`:${edit.chain} - [0:0]`, ...lines];
    case "prepend":
      return [...lines.filter(isChain), `-A ${edit.chain} ${edit.rule}`, ...lines.filter(isRule)];
    case "append":
      return [...lines, `-A ${edit.chain} ${edit.rule}`];
  }
}

function isChain(line: string): boolean {
  return line.startsWith(":");
}

function isRule(line: string): boolean {
  return !isChain(line);
}

// The recording was made of the rules alone, without the chains that only watch over them.
function withoutCanaries(chains: OrderedChains): OrderedChains {
  return new Map([...chains].filter(([chain]) => !chain.endsWith("CANARY")));
}
