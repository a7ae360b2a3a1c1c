import { longestCommon } from "../base/longest-common.js";
import type { ListedLine, ListedPart, Listing } from "./listing.js";

/** A line that kube-proxy should have written and the node lacks, one that only the node has, or one in the wrong place. */
export interface LineDifference {
  readonly kind: "missing" | "extra" | "moved";
  readonly place: string;
  readonly text: string;
  /** Its number in its place, from 1: where it should stand for a missing one, where it stands for the others. */
  readonly line: number;
  readonly service: string | null;
}

/** What differs between what should be there and what is, in the order of the places. */
export function diffListings(expected: Listing, found: Listing): readonly LineDifference[] {
  const places = new Map(found.map((part) => [part.place, part]));
  const known = new Set(expected.map(({ place }) => place));
  return [
    ...expected.flatMap((part) => diffParts(part, places.get(part.place) ?? emptyPart(part))),
    ...found
      .filter(({ place }) => !known.has(place))
      .flatMap((part) => diffParts(emptyPart(part), part)),
  ];
}

function emptyPart(part: ListedPart): ListedPart {
  return { ...part, lines: [], last: null };
}

function diffParts(expected: ListedPart, found: ListedPart): readonly LineDifference[] {
  const { missing, extra } = expected.ordered
    ? inOrder(expected.lines, found.lines)
    : inAnyOrder(expected.lines, found.lines);
  const { place, last } = expected;
  const extraTexts = new Set(extra.map((index) => found.lines[index]?.text));
  const missingTexts = new Set(missing.map((index) => expected.lines[index]?.text));
  const tell = (
    kind: LineDifference["kind"],
    lines: readonly ListedLine[],
    index: number,
  ): readonly LineDifference[] => {
    const line = lines[index];
    return line === undefined ? [] : [{ kind, place, line: index + 1, ...line }];
  };
  return [
    ...missing
      .filter((index) => !extraTexts.has(expected.lines[index]?.text))
      .flatMap((index) => tell("missing", expected.lines, index)),
    ...extra.flatMap((index) =>
      tell(missingTexts.has(found.lines[index]?.text) ? "moved" : "extra", found.lines, index),
    ),
    ...displacedLast(last, found).flatMap((index) => tell("moved", found.lines, index)),
  ];
}

// In a chain that ends with a rule of its own, other rules may come in any order, but before it.
function displacedLast(last: string | null, { lines }: ListedPart): readonly number[] {
  if (last === null) return [];
  const at = lines.findIndex(({ text }) => text === last);
  return at === -1 || at === lines.length - 1 ? [] : [at];
}

interface Unmatched {
  /** Indexes of expected lines. */
  readonly missing: readonly number[];
  /** Indexes of found lines. */
  readonly extra: readonly number[];
}

function inOrder(expected: readonly ListedLine[], found: readonly ListedLine[]): Unmatched {
  const common = longestCommon(
    expected.map(({ text }) => text),
    found.map(({ text }) => text),
  );
  return {
    missing: expected.flatMap((_, index) => (common.first.has(index) ? [] : [index])),
    extra: found.flatMap((_, index) => (common.second.has(index) ? [] : [index])),
  };
}

function inAnyOrder(expected: readonly ListedLine[], found: readonly ListedLine[]): Unmatched {
  const left = new Map<string, number>();
  for (const { text } of expected) left.set(text, (left.get(text) ?? 0) + 1);
  const extra = found.flatMap(({ text }, index) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count > 0 ? [] : [index];
  });
  const missing: number[] = [];
  for (const [index, { text }] of expected.entries()) {
    const count = left.get(text) ?? 0;
    if (count <= 0) continue;
    missing.push(index);
    left.set(text, count - 1);
  }
  return { missing, extra };
}
