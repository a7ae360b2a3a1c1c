import type { Rect } from "../../mark/box.js";
import type { Cell, ChanceTree } from "./chance-tree.js";

/** The radius of a rule's circle, in pixels: three digits fit. */
export const RADIUS = 12;

/** Where the parts of a tree stand, in pixels. */
export interface TreeLayout {
  /** How wide the way from a circle to what is right of it is. */
  readonly arm: number;
  /** Whether a card has room for what a branch weighs in one line. */
  readonly isWide: boolean;
  readonly centre: (cell: Cell) => { readonly x: number; readonly y: number };
  readonly card: (row: number) => Rect;
  /** The baselines of the chains' names above a row. */
  readonly heading: (cell: Cell) => number;
  readonly bottom: number;
}

const ARM = { wide: 54, narrow: 46 } as const;
const NARROW = 420;
/** Circles of one row overlap then, but one can still be told from the next. */
const LEAST_STEP = 8;
const LEAST_CARD = 190;
const WIDE_CARD = 330;
const WIDEST_CARD = 560;
const HEADING = 22;
const GAP = 10;
const LINE = 17;

/** Lays a tree out below a line, between a left and a right edge. */
export function layOutTree(
  { nodes, leaves, columns }: ChanceTree,
  { left, right, top }: { readonly left: number; readonly right: number; readonly top: number },
): TreeLayout {
  const trunk = left + RADIUS;
  const room = right - LEAST_CARD - trunk - RADIUS - (columns - 1) * 2 * RADIUS;
  const most = right - left < NARROW ? ARM.narrow : ARM.wide;
  const arm = Math.max(LEAST_STEP - 2 * RADIUS, Math.min(most, room / columns));
  const step = arm + 2 * RADIUS;
  const cardX = nodes.length === 0 ? left : trunk + (columns - 1) * step + RADIUS + arm;
  const width = Math.min(right - cardX, WIDEST_CARD);
  const isWide = width >= WIDE_CARD;
  const height = (isWide ? 3 : 5) * LINE + 8;
  const headed = nodes.filter(({ isNewChain }) => isNewChain);
  const headings = leaves.map((_, row) => headed.filter((node) => node.row === row));
  const tops: number[] = [];
  let y = top;
  for (const over of headings) {
    y += over.length * HEADING;
    tops.push(y);
    y += height + GAP;
  }
  const topOf = (row: number): number => tops[row] ?? y;
  return {
    arm,
    isWide,
    centre: ({ row, column }) => ({ x: trunk + column * step, y: topOf(row) + height / 2 }),
    card: (row) => ({ x: cardX, y: topOf(row), width, height }),
    heading: ({ row, column }) => {
      const over = headings[row] ?? [];
      const below = over.filter((node) => node.column > column).length;
      return topOf(row) - 8 - below * HEADING;
    },
    bottom: y,
  };
}
