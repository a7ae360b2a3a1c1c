import type { TraceHeader } from "./header.js";
import type { NamespaceId } from "./id.js";
import { textOfRule } from "./listed-rules.js";

/** Where a rule stands, as events say it: `nat` of iptables, or `ip kube-proxy` of nft. */
export interface RulePlace {
  readonly namespace: NamespaceId;
  readonly table: string;
  readonly chain: string;
  /** From 1. */
  readonly rule: number;
}

/** A rule's text as it was at the start, in its tool's words; empty where there is none. */
export function ruleTextAt(
  { ruleSets, nftables = [], texts }: TraceHeader,
  { namespace, table, chain, rule }: RulePlace,
): string {
  const iptables = ruleSets
    .filter((set) => set.namespace === namespace)
    .flatMap(({ tables }) => tables.filter(({ name }) => name === table))
    .flatMap(({ chains }) => chains);
  const nft = nftables
    .filter((set) => set.namespace === namespace)
    .flatMap(({ tables }) => tables.filter(({ family, name }) => `${family} ${name}` === table))
    .flatMap(({ chains }) => chains);
  const found = [...iptables, ...nft].find(({ name }) => name === chain);
  return texts[found === undefined ? -1 : (textOfRule(found, rule) ?? -1)] ?? "";
}
