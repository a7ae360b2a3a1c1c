import type { Point } from "../../mark/polyline.js";
import type { SpotMap } from "../spot.js";

/** One end of a cable: where it leaves the card, and in which row of cards. */
export interface CableEnd {
  readonly key: string;
  readonly at: Point;
  readonly row: number;
}

/** Joins the ends of a cable along its track below each row of cards, rows by a trunk at their left; returns its lines. */
export function joinCable(
  map: SpotMap,
  ends: readonly CableEnd[],
  tracks: readonly { readonly row: number; readonly y: number }[],
  trunkX: number,
): readonly (readonly Point[])[] {
  const yOf = (row: number): number => tracks.find((track) => track.row === row)?.y ?? 0;
  const isSplit = tracks.length > 1;
  for (const [index, from] of ends.entries()) {
    for (const to of ends.slice(index + 1)) {
      const [down, up] = [yOf(from.row), yOf(to.row)];
      const across = from.row === to.row ? [] : [down, up].map((y) => ({ x: trunkX, y }));
      map.join(from.key, to.key, [
        from.at,
        { x: from.at.x, y: down },
        ...across,
        { x: to.at.x, y: up },
        to.at,
      ]);
    }
  }
  const drops = ends.map(({ at, row }) => [at, { x: at.x, y: yOf(row) }]);
  const tracksDrawn = tracks.map(({ row, y }) => {
    const xs = ends.filter((end) => end.row === row).map(({ at }) => at.x);
    return [
      { x: isSplit ? trunkX : Math.min(...xs), y },
      { x: Math.max(...xs), y },
    ];
  });
  const ys = tracks.map(({ y }) => y);
  const trunk = isSplit
    ? [
        [
          { x: trunkX, y: Math.min(...ys) },
          { x: trunkX, y: Math.max(...ys) },
        ],
      ]
    : [];
  return [...tracksDrawn, ...drops, ...trunk];
}
