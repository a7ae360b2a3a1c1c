import { FAMILIES } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import { printRuleset } from "../../netfilter/nftables/print/print-list.js";
import { printIpvsSave } from "../../netfilter/ipvs/print-ipvs.js";
import type { ListedTable } from "../../netfilter/nftables/print/listed.js";
import { tablesAt } from "../../terminal/nft/listed-tables.js";
import type { RuleSetHeader, TraceHeader } from "../../trace/header.js";
import type { HostTables } from "../../trace/host-tables.js";
import type { Command } from "../command.js";
import { computed } from "../computed.js";
import { Failure } from "../failure.js";
import {
  choiceOption,
  hasOption,
  OUTPUT_OPTION,
  RULES_OPTION,
  SEED_OPTION,
  textOption,
} from "../option.js";
import { printData } from "../session.js";

const [ipv4, ...others] = FAMILIES as readonly [Family, ...Family[]];

/** `hopwise rules`: the rules of a node at the start of the play, as iptables-save prints them, and behind them the tables of nft as nft lists them, and what IPVS has as `ipset save` and `ipvsadm -Sn` print it. */
export const rules: Command = {
  name: "rules",
  words: "FILE…",
  mostWords: Infinity,
  about: "about-rules",
  options: {
    node: { value: "NAME", about: "option-node" },
    family: { value: "FAMILY", about: "option-family" },
    json: { about: "option-json" },
    ...SEED_OPTION,
    ...RULES_OPTION,
    ...OUTPUT_OPTION,
  },
  run(given, session) {
    const family = choiceOption(given, "family", [ipv4, ...others]);
    const { trace, exit } = computed(given, session, {
      wholeRules: true,
      host: textOption(given, "node"),
    });
    const { header } = trace;
    const node = nodeNamed(textOption(given, "node"), header);
    const ruleSet = header.ruleSets.find((set) => set.namespace === node && set.family === family);
    const nftables = header.nftables?.find(({ namespace }) => namespace === node);
    const isNft = (table: ListedTable): boolean =>
      table.family === "inet" || (table.family === "ip6") === (family === "ipv6");
    const tables = nftables === undefined ? [] : tablesAt(nftables, header.texts, 0).filter(isNft);
    const balancing = balancingOf(node, header);
    const text = hasOption(given, "json")
      ? `${JSON.stringify({ ...rulesJson(ruleSet, header), ...(tables.length === 0 ? {} : { nftables: tables }), ...balancing }, null, 2)}\n`
      : rulesText(ruleSet, header) +
        printRuleset(tables) +
        (balancing.ipsets ?? []).join("") +
        printIpvsSave(balancing.virtualServers ?? []);
    printData(text, given, session);
    return exit;
  },
};

/** A rule set as iptables-save prints it, without its comments and with the counters at zero. */
export function rulesText(ruleSet: RuleSetHeader | undefined, { texts }: TraceHeader): string {
  const tables = ruleSet?.tables ?? [];
  return tables
    .flatMap((table) => [
      `*${table.name}`,
      ...table.chains.map((chain) => `:${chain.name} ${chain.policy ?? "-"} [0:0]`),
      ...table.chains.flatMap((chain) =>
        chain.rules.map((rule) => `-A ${chain.name} ${texts[rule] ?? ""}`.trimEnd()),
      ),
      "COMMIT",
    ])
    .map((line) => `${line}\n`)
    .join("");
}

function rulesJson(ruleSet: RuleSetHeader | undefined, { texts }: TraceHeader): object {
  const tables = (ruleSet?.tables ?? []).map((table) => ({
    name: table.name,
    chains: table.chains.map((chain) => ({
      name: chain.name,
      policy: chain.policy,
      rules: chain.rules.map((rule, index) => ({
        text: texts[rule] ?? "",
        owner: chain.owners[index] ?? null,
      })),
    })),
  }));
  return { format: "hopwise-rules/1", family: ruleSet?.family ?? null, tables };
}

// Sets and virtual servers of both families, as the tools print them. Sets are told where they are IPVS's.
function balancingOf(
  node: string,
  { namespaces }: TraceHeader,
): Partial<Pick<HostTables, "ipsets" | "virtualServers">> {
  const tables = namespaces.find(({ id }) => id === node)?.tables;
  return tables?.virtualServers === undefined
    ? {}
    : { ipsets: tables.ipsets, virtualServers: tables.virtualServers };
}

function nodeNamed(name: string | null, { namespaces }: TraceHeader): string {
  const nodes = namespaces.filter((namespace) => namespace.kind === "node");
  const known = nodes.map((node) => node.name);
  if (name === null) throw new Failure("missing-node", { known });
  const node = nodes.find((candidate) => candidate.name === name);
  if (node === undefined) throw new Failure("unknown-node", { name, known });
  return node.id;
}
