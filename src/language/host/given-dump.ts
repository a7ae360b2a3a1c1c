import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { splitDump } from "../../cluster/topology/split-dump.js";
import type { DumpPart } from "../../cluster/topology/split-dump.js";
import type { VerbatimDeclaration } from "../../cluster/topology/host.js";
import { keywordOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { nearParameters, readChoice } from "../value/name.js";
import { readWords } from "../word-reader.js";
import type { HostDraft } from "./host-draft.js";
import { verbatimOf } from "./read-host.js";
import type { Hosts } from "./read-link.js";

/** What a host's tools printed, given in place of what programs would have written there. */
export interface GivenDump {
  readonly host: string;
  /** Where the host is named, or the dump itself where it came without a name in the text. */
  readonly named: VerbatimDeclaration["span"];
  readonly dump: VerbatimDeclaration;
  /** Whether it was said to be ip6tables'. */
  readonly isIpv6: boolean;
}

/** Reads `rules NODE { … }` and `ip6 rules NODE { … }` of the outermost level; null with a diagnostic. */
export function readGivenDump(statement: Statement, report: Report): GivenDump | null {
  const words = readWords(statement, report);
  const isIpv6 = keywordOf(statement) === "ip6";
  if (isIpv6) {
    const rules = words.take("rules");
    if (rules === null || readChoice(rules, ["rules"], report) === null) return null;
  }
  const word = words.take("NODE");
  if (word === null) return null;
  words.end();
  const dump = verbatimOf(statement, words);
  return dump === null ? null : { host: word.text, named: word.span, dump, isIpv6 };
}

/** The hosts with a dump in place of what they had of the same tools. */
export function withGivenDump(hosts: Hosts, given: GivenDump, report: Report): Hosts {
  const host = hosts.get(given.host);
  if (host === undefined) {
    const near = nearParameters(given.host, hosts.keys());
    report(errorAt(given.named, "unknown-host", { name: given.host, ...near }));
    return hosts;
  }
  const { dump, isIpv6 } = given;
  const parts = isIpv6 ? [{ tool: "ip6tables", text: dump.text } as const] : splitDump(dump.text);
  const loaded = parts.reduce((before, part) => withPart(before, part, dump.span), host);
  return new Map(hosts).set(given.host, loaded);
}

function withPart(
  host: HostDraft,
  { tool, text }: DumpPart,
  span: VerbatimDeclaration["span"],
): HostDraft {
  switch (tool) {
    case "iptables":
    case "ip6tables": {
      const family = tool === "iptables" ? "ipv4" : "ipv6";
      const others = host.ruleDumps.filter((dump) => dump.family !== family);
      return { ...host, ruleDumps: [...others, { text, span, family }] };
    }
    case "ipset":
      return { ...host, ipsets: [{ text, span }] };
    case "nft":
      return { ...host, nftables: [{ text, span }] };
    case "ipvs":
      return { ...host, ipvs: [{ text, span }] };
  }
}
