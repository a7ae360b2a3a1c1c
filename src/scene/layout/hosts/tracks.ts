/** What lies along an axis from one place to another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The track of each span, from 0: spans of one track do not touch; short ones lie nearest. */
export function tracksOf(spans: readonly Span[], gap: number): readonly number[] {
  const order = spans
    .map((_, index) => index)
    .sort((a, b) => lengthOf(spans, a) - lengthOf(spans, b));
  const taken: Span[][] = [];
  const tracks: number[] = spans.map(() => 0);
  for (const index of order) {
    const span = spans[index];
    if (span === undefined) continue;
    let track = taken.findIndex((others) =>
      others.every((other) => span.to + gap < other.from || other.to + gap < span.from),
    );
    if (track === -1) track = taken.push([]) - 1;
    taken[track]?.push(span);
    tracks[index] = track;
  }
  return tracks;
}

/** The widest stretch of a span that none of the places lies in. */
export function widestGap({ from, to }: Span, places: readonly number[]): Span {
  const inside = places.filter((place) => place > from && place < to).sort((a, b) => a - b);
  const edges = [from, ...inside, to];
  let widest: Span = { from, to: from };
  for (const [index, edge] of edges.entries()) {
    const next = edges[index + 1];
    if (next !== undefined && next - edge > widest.to - widest.from)
      widest = { from: edge, to: next };
  }
  return widest;
}

function lengthOf(spans: readonly Span[], index: number): number {
  const span = spans[index];
  return span === undefined ? 0 : span.to - span.from;
}
