import type { NftVerdict } from "./verdict.js";

/** An element of a set or a map. */
export interface NftElement {
  /** The canonical texts of its parts, or of a prefix or range: `10.96.0.10 . udp . 53`, `10.0.0.0/8`. */
  readonly key: string;
  /** What it leads to; null in a set. */
  readonly value: ElementValue | null;
  readonly comment: string | null;
  /** In seconds; null where the set's own counts. */
  readonly timeout: number | null;
}

/** A verdict, or the canonical texts of a value's parts. */
export type ElementValue =
  | { readonly kind: "verdict"; readonly verdict: NftVerdict }
  | { readonly kind: "data"; readonly parts: readonly string[] };

/** Elements found by their key, or by the span that holds a key. */
export interface ElementIndex {
  /** In the order in which they came, by key. */
  readonly exact: ReadonlyMap<string, NftElement>;
  /** Elements that hold more than one key, by their first ones; they do not overlap. */
  readonly spans: readonly ElementSpan[];
}

/** An element that holds all keys from one to another. */
export interface ElementSpan {
  readonly first: bigint;
  readonly last: bigint;
  readonly element: NftElement;
}

/** Nothing in it. */
export const NO_ELEMENTS: ElementIndex = { exact: new Map(), spans: [] };

/** The element that a key belongs to; the number of the key is asked for only where there are spans. */
export function elementOf(
  { exact, spans }: ElementIndex,
  key: string,
  numberOf: () => bigint | null,
): NftElement | null {
  const found = exact.get(key);
  if (found !== undefined || spans.length === 0) return found ?? null;
  const number = numberOf();
  if (number === null) return null;
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined) return null;
    if (number < span.first) high = middle - 1;
    else if (number > span.last) low = middle + 1;
    else return span.element;
  }
  return null;
}

/** All elements: those that stand for one key each, then the spans. */
export function elementsIn({ exact, spans }: ElementIndex): readonly NftElement[] {
  return [...exact.values(), ...spans.map(({ element }) => element)];
}
