import type { TraceEvent } from "../../trace/event/event.js";
import type { NamespaceId } from "../../trace/id.js";

/** What packets have met in a namespace's rules. */
export interface MetRules {
  /** By `chainKey`, the chains that were entered, and in each the numbers, from 1, of the rules that matched or drew. */
  readonly chains: ReadonlyMap<string, ReadonlySet<number>>;
  /** The elements of nft's sets and maps that were found, as nft prints them. */
  readonly elements: ReadonlySet<string>;
}

/** How a chain is named across tables: `nat KUBE-SERVICES`, `ip kube-proxy services`. */
export function chainKey(table: string, chain: string): string {
  return `${table} ${chain}`;
}

/** What packets have met, by namespace; those that no packet came to with rules are not in it. */
export function metRules(events: readonly TraceEvent[]): ReadonlyMap<NamespaceId, MetRules> {
  const found = new Map<
    NamespaceId,
    { readonly chains: Map<string, Set<number>>; readonly elements: Set<string> }
  >();
  for (const event of events) {
    const { namespace, kind } = event;
    if (namespace === null || (kind !== "table-entered" && kind !== "rule-hit")) continue;
    const met = found.get(namespace) ?? {
      chains: new Map<string, Set<number>>(),
      elements: new Set<string>(),
    };
    found.set(namespace, met);
    const enter = (chain: string): Set<number> => {
      const key = chainKey(event.table, chain);
      const numbers = met.chains.get(key) ?? new Set<number>();
      met.chains.set(key, numbers);
      return numbers;
    };
    const numbers = enter(event.chain);
    if (kind !== "rule-hit") continue;
    const { rule, verdict, draws, lookups = [] } = event;
    for (const number of [rule, ...draws.map((draw) => draw.rule)]) numbers.add(number);
    for (const { element } of lookups) met.elements.add(element);
    if (verdict.kind === "jump" || verdict.kind === "goto") enter(verdict.chain);
  }
  return found;
}

/** A chain of no more rules is listed whole. */
const FEW = 64;
/** How many rules stand around one that was met, so that it is seen among others. */
const AROUND = 20;

/** The numbers of the rules that are listed of a long chain: those that were met, their neighbours, and both ends; null for all. */
export function listedNumbers(length: number, met: ReadonlySet<number>): readonly number[] | null {
  if (length <= FEW) return null;
  const listed = new Set<number>();
  for (const centre of [1, ...met, length])
    for (let number = centre - AROUND; number <= centre + AROUND; number++)
      if (number >= 1 && number <= length) listed.add(number);
  return [...listed].sort((a, b) => a - b);
}
