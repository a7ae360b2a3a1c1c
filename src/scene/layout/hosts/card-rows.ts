import type { Rect } from "../../mark/box.js";
import { podAreaHeight } from "../pod-grid.js";
import { columnWidth, isStacked, listedWidth } from "./host-columns.js";
import type { Column } from "./host-columns.js";
import { PILL } from "./pill-row.js";

/** How much room the parts of a card take. */
export interface CardStyle {
  readonly head: number;
  /** Between those inside and the band, with room for a packet's tag. */
  readonly lane: number;
  readonly band: number;
}

/** The parts of a card with room, and of one on a small screen. */
export const WIDE: CardStyle = { head: 34, lane: 66, band: 56 };
export const NARROW: CardStyle = { head: 26, lane: 18, band: 54 };

/** Between a band and the devices below it. */
export const DEVICE_GAP = 14;
/** Of those in a column the first so many are shown. */
export const MOST_INNER = 6;
/** From one wire at the side of a pile to the next. */
export const GUTTER = 7;
/** From one cable that leaves a card at its side to the next. */
export const SIDE_WIRE = 9;

const PAD = 8;
const COLUMN_GAP = 14;
const FOOT = 10;
const BAND_GAP = 12;

/** Where a column stands in its card. */
export interface PlacedColumn {
  readonly column: Column;
  /** Rows count from the top. */
  readonly row: number;
  /** Its bridge or stack. */
  readonly box: Rect;
  /** Those inside, above it. */
  readonly area: Rect;
  /** Whether the cables of its devices leave below the card, and not at its side. */
  readonly isLowest: boolean;
}

/** A row of a card: those inside, the boxes of its columns side by side, their devices. */
interface CardRow {
  readonly columns: readonly Column[];
  readonly slots: readonly Pick<Rect, "x" | "width">[];
  /** The heights of those inside, of the lane below them, of the devices with their gap, of the cables that leave at the side. */
  readonly inner: number;
  readonly lane: number;
  readonly devices: number;
  readonly cables: number;
}

/** The width that a card would like; with those inside below each other where they need not stand side by side. */
export function cardWidth(columns: readonly Column[], form: "boxes" | "list"): number {
  const widths = columns.map(form === "boxes" ? columnWidth : listedWidth);
  return isStacked(columns) ? Math.max(...widths) + 2 * PAD : besideWidth(widths) + 2 * PAD;
}

/** The height of a card of a width. */
export function cardHeight(columns: readonly Column[], width: number, style: CardStyle): number {
  const rows = cardRows(columns, width, style);
  return rows.reduce(
    (height, row) => height + rowHeight(row, style) + BAND_GAP,
    style.head + FOOT - BAND_GAP,
  );
}

/** A card's columns, in one row or each in one of its own: what a card has more than it needs goes to the first lane. */
export function placeColumns(
  columns: readonly Column[],
  rect: Rect,
  style: CardStyle,
): readonly PlacedColumn[] {
  const rows = cardRows(columns, rect.width, style);
  const spare = rect.height - cardHeight(columns, rect.width, style);
  let y = rect.y + style.head;
  return rows.flatMap((row, index) => {
    const top = y;
    const boxY = top + row.inner + row.lane + (index === 0 ? spare : 0);
    y = boxY + style.band + row.devices + row.cables + BAND_GAP;
    return row.columns.flatMap((column, place): readonly PlacedColumn[] => {
      const slot = row.slots[place];
      if (slot === undefined) return [];
      const across = { x: rect.x + slot.x, width: slot.width };
      return [
        {
          column,
          row: index,
          box: { ...across, y: boxY, height: style.band },
          area: { ...across, y: top, height: row.inner },
          isLowest: index === rows.length - 1,
        },
      ];
    });
  });
}

function rowHeight(
  { inner, lane, devices, cables }: CardRow,
  { band }: Pick<CardStyle, "band">,
): number {
  return inner + lane + band + devices + cables;
}

// One row where the columns have room side by side, else one for each of them.
function cardRows(columns: readonly Column[], width: number, style: CardStyle): readonly CardRow[] {
  const free = width - 2 * PAD;
  if (!isStacked(columns) && besideWidth(columns.map(listedWidth)) <= free) {
    return [rowOf(columns, besideSlots(columns, free), style.lane, 0)];
  }
  if (columns.length === 1) return [rowOf(columns, [{ x: PAD, width: free }], style.lane, 0)];
  const pile = pileOf(columns);
  const gutter = GUTTER * pile.filter((column) => goesAside(pile, column)).length;
  return pile.map((column, index) => {
    const lane = index === 0 ? style.lane : column.inner.length > 0 ? NARROW.lane : 0;
    const isLast = index === pile.length - 1;
    const cables = isLast ? 0 : column.devices.length * SIDE_WIRE;
    return rowOf([column], [{ x: PAD, width: free - gutter }], lane, cables);
  });
}

/** Whether a bridge's wire to the stack goes past something else in a pile. */
export function goesAside(pile: readonly Column[], column: Column): boolean {
  const stack = pile.findIndex(({ bridge }) => bridge === null);
  const own = pile.indexOf(column);
  if (stack === -1 || own === stack) return false;
  const [upper, lower] = own < stack ? [column, pile[stack]] : [pile[stack], column];
  const isNear = Math.abs(own - stack) === 1;
  return !isNear || upper?.devices.length !== 0 || lower?.inner.length !== 0;
}

// The stack is last, so that its cables leave below the card; where only bridges have cables it is first.
function pileOf(columns: readonly Column[]): readonly Column[] {
  const bridges = columns.filter(({ bridge }) => bridge !== null);
  const stack = columns.filter(({ bridge }) => bridge === null);
  const isFirst =
    stack.every(({ devices }) => devices.length === 0) &&
    bridges.some(({ devices }) => devices.length > 0);
  return isFirst ? [...stack, ...bridges] : [...bridges, ...stack];
}

function rowOf(
  columns: readonly Column[],
  slots: CardRow["slots"],
  lane: number,
  cables: number,
): CardRow {
  const heights = columns.map(({ inner }, index) =>
    inner.length === 0
      ? 0
      : podAreaHeight(
          {
            shown: inner.slice(0, MOST_INNER),
            hidden: inner.slice(MOST_INNER).map(({ name }) => name),
          },
          slots[index]?.width ?? 0,
        ),
  );
  const devices = columns.some((column) => column.devices.length > 0) ? DEVICE_GAP + PILL : 0;
  return { columns, slots, inner: Math.max(0, ...heights), lane, devices, cables };
}

// Each column gets what it would like, more or less by the same share.
function besideSlots(columns: readonly Column[], width: number): CardRow["slots"] {
  const free = width - COLUMN_GAP * (columns.length - 1);
  const boxes = columns.map(columnWidth);
  const liked = sum(boxes) <= free ? boxes : columns.map(listedWidth);
  const share = free / sum(liked);
  let x = PAD;
  return liked.map((wide) => {
    const slot = { x: Math.round(x), width: Math.floor(wide * share) };
    x += wide * share + COLUMN_GAP;
    return slot;
  });
}

function besideWidth(widths: readonly number[]): number {
  return sum(widths) + COLUMN_GAP * (widths.length - 1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
