import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { BUILT_IN } from "../built-in.js";
import type { Hook } from "../hook.js";
import { protocolName } from "../match/protocol-number.js";
import type { Rule, TableName } from "../rule-set.js";
import { targetFormOf } from "../target/order.js";
import type { TargetPlace } from "../target/place.js";
import type { Jump } from "./find-loop.js";
import type { Word } from "./word.js";

/** A rule whose target may stand in some places only. */
export interface PlacedTarget {
  readonly chain: string;
  readonly rule: Rule;
  readonly place: TargetPlace;
  /** Where the rule names its target. */
  readonly name: Word;
}

/** The rule with where its target may stand; null for one that may stand anywhere. */
export function placedTarget(chain: Word, rule: Rule, words: readonly Word[]): PlacedTarget | null {
  const { target } = rule;
  const place = target === null ? null : targetFormOf(target).place(target);
  if (place === null) return null;
  const at = words.findLastIndex(({ text }) => text === "-j" || text === "--jump");
  return { chain: chain.text, rule, place, name: words[at + 1] ?? chain };
}

/**
 * Reports targets where the kernel would refuse them: in another table, in a chain that another hook leads to, or without
 * the protocol that they need (linux net/netfilter/x_tables.c: xt_check_target).
 */
export function checkPlaces(
  table: TableName,
  placed: readonly PlacedTarget[],
  jumps: readonly Jump[],
  report: Report,
): void {
  const hooks = placed.some(({ place }) => place.hooks !== undefined)
    ? hooksByChain(table, jumps)
    : new Map<string, ReadonlySet<Hook>>();
  for (const { chain, rule, place, name } of placed) {
    const found = name.text;
    const wrong = [...(hooks.get(chain) ?? [])].find(
      (hook) => place.hooks?.includes(hook) === false,
    );
    if (place.table !== undefined && place.table !== table)
      report(errorAt(name.span, "rules-wrong-table", { found, table: place.table }));
    else if (wrong !== undefined)
      report(
        errorAt(name.span, "rules-wrong-chain", {
          found,
          chain: wrong,
          expected: place.hooks ?? [],
        }),
      );
    else if (place.protocols !== undefined && !namesProtocol(rule, place.protocols))
      report(errorAt(name.span, "rules-needs-protocol", { found, expected: place.protocols }));
  }
}

function namesProtocol({ matches }: Rule, protocols: readonly string[]): boolean {
  const match = matches.find(({ kind }) => kind === "protocol");
  return (
    match?.kind === "protocol" && !match.negated && protocols.includes(protocolName(match.protocol))
  );
}

// From which hooks each chain can be reached (linux net/ipv4/netfilter/ip_tables.c: mark_source_chains).
function hooksByChain(
  table: TableName,
  jumps: readonly Jump[],
): ReadonlyMap<string, ReadonlySet<Hook>> {
  const targets = new Map<string, string[]>();
  for (const { from, chain } of jumps) {
    const known = targets.get(from);
    if (known === undefined) targets.set(from, [chain]);
    else known.push(chain);
  }
  const found = new Map<string, Set<Hook>>();
  for (const hook of BUILT_IN[table]) {
    const open: string[] = [hook];
    for (let chain = open.pop(); chain !== undefined; chain = open.pop()) {
      const hooks = found.get(chain) ?? new Set();
      found.set(chain, hooks);
      if (hooks.has(hook)) continue;
      hooks.add(hook);
      open.push(...(targets.get(chain) ?? []));
    }
  }
  return found;
}
