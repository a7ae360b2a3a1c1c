import type { DataType } from "../expression/data-type.js";
import type { ElementIndex, ElementSpan, NftElement } from "../model/element.js";
import { DATA_TYPES } from "../expression/data-type.js";
import { spanOf } from "./read-element.js";
import type { ReadElement } from "./read-element.js";

/** Elements as the kernel has them: where one is a span, all are, and those that meet become one unless they have values (nft's auto-merge). */
export function elementIndex(
  elements: readonly ReadElement[],
  key: readonly DataType[],
): ElementIndex {
  const [type] = key;
  const hasSpans = elements.some(({ span }) => span !== null);
  if (!hasSpans || type === undefined)
    return { exact: new Map(elements.map(({ element }) => [element.key, element])), spans: [] };
  const all = elements
    .map(({ element, span }): ElementSpan => {
      const number = span === null ? DATA_TYPES[type].numberOf(element.key) : null;
      return { first: span?.first ?? number ?? 0n, last: span?.last ?? number ?? 0n, element };
    })
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const merged = all.every(({ element }) => element.value === null) ? joined(all, type) : all;
  const single = merged.filter(({ first, last }) => first === last);
  return {
    exact: new Map(single.map(({ element }) => [element.key, element])),
    spans: merged.filter(({ first, last }) => first !== last),
  };
}

function joined(sorted: readonly ElementSpan[], type: DataType): readonly ElementSpan[] {
  const result: ElementSpan[] = [];
  for (const span of sorted) {
    const before = result.at(-1);
    if (before === undefined || span.first > before.last + 1n) {
      result.push(span);
      continue;
    }
    if (span.last <= before.last) continue;
    const key = spanOf(before.first, span.last, type).text;
    const element: NftElement = { ...before.element, key };
    result[result.length - 1] = { first: before.first, last: span.last, element };
  }
  return result;
}
