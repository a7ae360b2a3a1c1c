/** The part of a list that is shown: from `from` (inclusive) to `to` (exclusive). */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/**
 * The rows around an anchor that fit into a height. What is left out above or below takes a line of its own, of
 * `moreHeight`. At least one row is shown.
 */
export function fitRows(
  heights: readonly number[],
  anchor: number,
  room: number,
  moreHeight: number,
): Window {
  const count = heights.length;
  if (count === 0) return { from: 0, to: 0 };
  const centre = Math.min(Math.max(anchor, 0), count - 1);
  let [from, to] = [centre, centre + 1];
  let used = heights[centre] ?? 0;
  const more = (low: number, high: number): number =>
    (low > 0 ? moreHeight : 0) + (high < count ? moreHeight : 0);
  for (;;) {
    const above = heights[from - 1];
    const below = heights[to];
    // Above and below in turn, so that the anchor stays in the middle.
    const isAboveNext =
      above !== undefined && (below === undefined || centre - from <= to - centre - 1);
    const [low, high] = isAboveNext ? [from - 1, to] : [from, to + 1];
    const next = isAboveNext ? above : below;
    if (next === undefined || used + next + more(low, high) > room) break;
    used += next;
    [from, to] = [low, high];
  }
  return { from, to };
}
