import { explainMiss } from "../netfilter/explain-miss.js";
import type { Miss } from "../netfilter/explain-miss.js";
import { readRule } from "../netfilter/iptables/read-rule.js";
import { explainNftMiss } from "../netfilter/nftables/explain-miss.js";
import { isNft } from "../trace/nft-station.js";
import type { Misses } from "../scene/view/input.js";
import type { VisibleRule } from "../scene/view/rules/visible-rules.js";

// A chunk of its own: it brings netfilter's reader and matches, which a player needs for nothing else.

/** Why the rules that were tried on the screen did not match, as far as the trace can tell. */
export function explainMisses(rules: readonly VisibleRule[]): Misses {
  const missed = rules.filter(({ status }) => status === "missed");
  return Object.fromEntries(
    missed.flatMap((row) => {
      const context = { ...row.context, ...seenIn(row) };
      const miss = isNft(row.table)
        ? explainNftMiss(row.text, row.family, context)
        : explainMiss(readRule(row.text, row.family), context);
      return miss === null ? [] : [[row.key, miss]];
    }),
  );
}

function seenIn({ draw, miss }: VisibleRule): { readonly draw?: number; readonly recorded?: Miss } {
  return { ...(draw === null ? {} : { draw }), ...(miss === null ? {} : { recorded: miss }) };
}
