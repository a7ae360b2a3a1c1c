/** Which lines of two lists stay in one common order: indexes into the first and into the second. */
export interface CommonLines {
  readonly first: ReadonlySet<number>;
  readonly second: ReadonlySet<number>;
}

/**
 * A longest common order of two lists of lines. The n-th line of a text is matched with the n-th one of the same text in
 * the other list, which for rules (repeated seldom) is as good as any matching and takes n log n time.
 */
export function longestCommon(first: readonly string[], second: readonly string[]): CommonLines {
  const places = placesOf(first);
  const seen = new Map<string, number>();
  const pairs = second.flatMap((text, index): readonly Pair[] => {
    const nth = seen.get(text) ?? 0;
    seen.set(text, nth + 1);
    const place = places.get(text)?.[nth];
    return place === undefined ? [] : [{ first: place, second: index }];
  });
  const kept = longestRising(pairs);
  return {
    first: new Set(kept.map((pair) => pair.first)),
    second: new Set(kept.map((pair) => pair.second)),
  };
}

interface Pair {
  readonly first: number;
  readonly second: number;
}

function placesOf(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [index, text] of lines.entries()) {
    const known = places.get(text);
    if (known === undefined) places.set(text, [index]);
    else known.push(index);
  }
  return places;
}

// The longest subsequence whose `first` rises: for each length, the pair that ends it lowest.
function longestRising(pairs: readonly Pair[]): readonly Pair[] {
  const ends: number[] = [];
  const before: (number | null)[] = [];
  for (const [index, pair] of pairs.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const end = pairs[ends[middle] ?? 0];
      if (end !== undefined && end.first < pair.first) low = middle + 1;
      else high = middle;
    }
    before.push(low === 0 ? null : (ends[low - 1] ?? null));
    ends[low] = index;
  }
  const kept: Pair[] = [];
  for (let at = ends.at(-1) ?? null; at !== null; at = before[at] ?? null) {
    const pair = pairs[at];
    if (pair !== undefined) kept.push(pair);
  }
  return kept.reverse();
}
