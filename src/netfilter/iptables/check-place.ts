import { errorAt } from "../../base/diagnostic.js";
import type { DiagnosticParameters, Report } from "../../base/diagnostic.js";
import { BUILT_IN } from "../built-in.js";
import type { Hook } from "../hook.js";
import { protocolName } from "../match/protocol-number.js";
import type { Rule, TableName } from "../rule-set.js";
import { targetFormOf } from "../target/order.js";
import type { TargetPlace } from "../target/place.js";
import { markReached } from "./chain-graph.js";
import type { ChainGraph, Jump } from "./chain-graph.js";
import type { Word } from "./word.js";

/** A rule whose target may stand in some places only. */
export interface PlacedTarget {
  readonly chain: string;
  readonly rule: Rule;
  readonly place: TargetPlace;
  /** The word by which the rule names its target. */
  readonly name: () => Word;
}

/** Where a rule's target may stand; null for one that may stand anywhere. */
export function placeOfTarget({ target }: Rule): TargetPlace | null {
  return target === null ? null : targetFormOf(target).place(target);
}

/** The word that names the target of a rule. */
export function targetWord(chain: Word, words: readonly Word[]): Word {
  const at = words.findLastIndex(({ text }) => text === "-j" || text === "--jump");
  return words[at + 1] ?? chain;
}

/**
 * Reports targets where the kernel would refuse them: in another table, in a chain that another hook leads to, or without
 * the protocol that they need (linux net/netfilter/x_tables.c: xt_check_target).
 */
export function checkPlaces(
  table: TableName,
  placed: readonly PlacedTarget[],
  graph: ChainGraph<Jump>,
  report: Report,
): void {
  const hooksOf = placed.some(({ place }) => place.hooks !== undefined)
    ? hooksByChain(table, graph)
    : (): readonly Hook[] => [];
  for (const { chain, rule, place, name } of placed) {
    const wrong = hooksOf(chain).find((hook) => place.hooks?.includes(hook) === false);
    const mistake = (code: string, parameters: DiagnosticParameters): void => {
      const { text: found, span } = name();
      report(errorAt(span, code, { found, ...parameters }));
    };
    if (place.table !== undefined && place.table !== table)
      mistake("rules-wrong-table", { table: place.table });
    else if (wrong !== undefined)
      mistake("rules-wrong-chain", { chain: wrong, expected: place.hooks ?? [] });
    else if (place.protocols !== undefined && !namesProtocol(rule, place.protocols))
      mistake("rules-needs-protocol", { expected: place.protocols });
  }
}

function namesProtocol({ matches }: Rule, protocols: readonly string[]): boolean {
  const match = matches.find(({ kind }) => kind === "protocol");
  return (
    match?.kind === "protocol" && !match.negated && protocols.includes(protocolName(match.protocol))
  );
}

// From which hooks a chain can be reached (linux net/ipv4/netfilter/ip_tables.c: mark_source_chains).
function hooksByChain(
  table: TableName,
  graph: ChainGraph<Jump>,
): (chain: string) => readonly Hook[] {
  const hooks = BUILT_IN[table];
  const marks = new Uint8Array(graph.ids.size);
  for (const [index, hook] of hooks.entries()) {
    const start = graph.ids.get(hook);
    if (start !== undefined) markReached(graph, start, { marks, bit: 1 << index });
  }
  const sets = Array.from({ length: 1 << hooks.length }, (_, set) =>
    hooks.filter((_hook, index) => (set & (1 << index)) !== 0),
  );
  return (chain) => {
    const id = graph.ids.get(chain);
    if (id !== undefined) return sets[marks[id] ?? 0] ?? [];
    // A chain without jumps, neither to it nor from it.
    return hooks.filter((hook) => hook === chain);
  };
}
