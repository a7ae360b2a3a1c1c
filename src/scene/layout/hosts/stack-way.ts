import type { Rect } from "../../mark/box.js";
import type { Point } from "../../mark/polyline.js";
import { goesAside, GUTTER } from "./card-rows.js";
import type { PlacedColumn } from "./card-rows.js";

/** How far a box's rails are from its edges, and its spine, where packets stand, from its right edge. */
export const RAIL = 9;
export const SPINE = 13;

const OVER = 4;

/** Where packets stand in a box. */
export function standIn({ x, y, width, height }: Rect): Point {
  return { x: Math.round(x + width) - SPINE, y: y + height / 2 };
}

/** The corners of the way from a bridge to its host's stack: beside or below it, or past what is between them. */
export function stackWay(
  columns: readonly PlacedColumn[],
  bridge: PlacedColumn,
  stack: PlacedColumn,
): readonly Point[] {
  const [from, to] = [standIn(bridge.box), standIn(stack.box)];
  const between = columns.indexOf(stack) - columns.indexOf(bridge);
  if (bridge.row === stack.row) {
    const y =
      between === 1 ? bridge.box.y + RAIL : bridge.box.y - OVER * (columns.indexOf(bridge) + 1);
    return [
      { x: from.x, y },
      { x: to.x, y },
    ];
  }
  const pile = columns.map(({ column }) => column);
  const aside = pile.filter((column) => goesAside(pile, column));
  const place = aside.indexOf(bridge.column);
  if (place === -1) return [];
  const x = bridge.box.x + bridge.box.width + GUTTER * (place + 0.75);
  return [
    { x, y: from.y },
    { x, y: to.y },
  ];
}
