import type { TraceHeader } from "../../../trace/header.js";
import type { Rect } from "../../mark/box.js";
import type { Point } from "../../mark/polyline.js";
import { podAreaHeight, placePods } from "../pod-grid.js";
import { deviceKey, insideKey, nodeEndOf } from "../spot.js";
import type { SpotMap } from "../spot.js";
import type { PodPlan } from "../stage-plan.js";
import { columnWidth, isStacked, isTunnel, listedWidth, pillWidth } from "./host-columns.js";
import type { Column } from "./host-columns.js";
import type { HostNode } from "./host-graph.js";
import type { BridgePlan, HostPlan, PillPlan } from "./host-plan.js";

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

const PAD = 8;
/** How far a box's rails are from its edges, and its spine, where packets stand, from its right edge. */
const RAIL = 9;
const SPINE = 13;
const COLUMN_GAP = 14;
const PILL = 34;
const PILL_GAP = 4;
const DEVICE_GAP = 14;
const FOOT = 10;
const BAND_GAP = 12;
const MOST_INNER = 6;

/** Where a device's cable leaves a card. */
export interface CardPort {
  readonly device: string;
  readonly at: Point;
}

/** The width that a card would like; with those inside below each other where they need not stand side by side. */
export function cardWidth(columns: readonly Column[], form: "boxes" | "list"): number {
  const widths = columns.map(form === "boxes" ? columnWidth : listedWidth);
  if (isStacked(columns)) return Math.max(...widths) + 2 * PAD;
  return widths.reduce((sum, width) => sum + width + COLUMN_GAP, -COLUMN_GAP) + 2 * PAD;
}

/** The height of a card of a width. */
export function cardHeight(columns: readonly Column[], width: number, style: CardStyle): number {
  const { head, lane, band } = style;
  const pills = columns.some(({ devices }) => devices.length > 0) ? DEVICE_GAP + PILL : 0;
  const bands = isStacked(columns) ? 2 * band + BAND_GAP : band;
  return head + innerHeight(columns, width) + lane + bands + pills + FOOT;
}

/** A host's card: its columns side by side, in each who is wired to it, its box, and its devices. */
export function hostCard(given: {
  readonly header: TraceHeader;
  readonly host: HostNode;
  readonly columns: readonly Column[];
  readonly rect: Rect;
  readonly style: CardStyle;
  /** The free room for a packet's tag: inside the card, and where its cables are. */
  readonly lane: Rect | null;
  readonly cableLane: Rect;
  readonly map: SpotMap;
}): { readonly plan: HostPlan; readonly ports: readonly CardPort[] } {
  const { header, host, columns, rect, style, map, cableLane } = given;
  const { namespace } = host;
  const inner = columns.some((column) => column.inner.length > 0)
    ? innerHeight(columns, rect.width)
    : 0;
  const top = rect.y + style.head;
  const bandY = rect.y + rect.height - bottomOf(columns) - style.band;
  const stacked = isStacked(columns);
  const firstY = stacked ? bandY - BAND_GAP - style.band : bandY;
  const topRail = firstY + RAIL;
  const bottomRail = bandY + style.band - RAIL;
  const between = bandY + style.band / 2;
  const lane = given.lane ?? {
    x: rect.x + 6,
    y: top + inner,
    width: rect.width - 12,
    height: firstY - top - inner,
  };
  const slots = slotsOf(columns, rect);
  const boxes = slots.map((slot, index) => ({
    ...slot,
    y: index === 0 ? firstY : bandY,
    height: style.band,
  }));
  const wires: (readonly Point[])[] = [];
  const bridges: BridgePlan[] = [];
  const pods: PodPlan[] = [];
  const hidden: HostPlan["hidden"][number][] = [];
  const pills: PillPlan[] = [];
  const ports: CardPort[] = [];
  const stackIndex = columns.findIndex(({ bridge }) => bridge === null);
  const stack = boxes[stackIndex] ?? null;
  const stand = stack ?? boxes[0] ?? rect;
  const inside = insideKey(namespace.id);
  map.place(inside, { x: spineOf(stand), y: between }, lane);
  // Everything that a packet can come from or go to in this card.
  const doors: string[] = [];
  for (const [index, column] of columns.entries()) {
    const box = boxes[index];
    if (box === undefined) continue;
    const { bridge } = column;
    const spine = spineOf(box);
    const key = bridge === null ? inside : deviceKey(namespace.id, bridge.name);
    if (bridge !== null) {
      bridges.push({ device: bridge, rect: box });
      map.place(key, { x: spine, y: box.y + style.band / 2 }, lane);
      const aside = [spine, spineOf(stand)].map((x) => ({ x, y: topRail }));
      map.join(key, inside, stacked ? [] : aside);
      doors.push(key);
    }
    if (column.inner.length > 0) {
      const area = { x: box.x, y: top, width: box.width, height: inner };
      const placed = placePods({
        header,
        node: namespace,
        pods: {
          shown: column.inner.slice(0, MOST_INNER),
          hidden: column.inner.slice(MOST_INNER).map(({ name }) => name),
        },
        area,
        lane,
        stackTop: firstY,
        railY: topRail,
        map,
      });
      pods.push(...placed.pods);
      if (placed.hidden !== null) hidden.push(placed.hidden);
      for (const pod of placed.pods) {
        const end = nodeEndOf(header, pod.namespace);
        const x = pod.wire.at(-1)?.x;
        if (end === null || x === undefined) continue;
        const door = deviceKey(namespace.id, end);
        map.join(door, key, [
          { x, y: topRail },
          { x: spine, y: topRail },
        ]);
        if (bridge !== null) joinBy(map, door, key, inside);
        doors.push(door);
      }
    }
    for (const pill of pillsOf(column, box, bandY + style.band + DEVICE_GAP)) {
      pills.push(pill);
      const x = middle(pill.rect);
      const { name } = pill.device;
      const foot = pill.rect.y + PILL;
      const own = deviceKey(namespace.id, name);
      wires.push([
        { x: spine, y: bottomRail },
        { x, y: bottomRail },
        { x, y: pill.rect.y },
      ]);
      const spot = pill.isVirtual ? { x, y: pill.rect.y - DEVICE_GAP / 2 } : { x, y: foot + 12 };
      map.place(own, spot, pill.isVirtual ? lane : cableLane);
      map.join(own, key, [
        { x, y: bottomRail },
        { x: spine, y: bottomRail },
      ]);
      if (bridge !== null) joinBy(map, own, key, inside);
      doors.push(own);
      if (!pill.isVirtual) ports.push({ device: name, at: { x, y: foot } });
    }
  }
  for (const [index, box] of boxes.entries()) {
    const next = stackIndex === -1 ? undefined : boxes[index + 1];
    if (next === undefined) continue;
    const down = [box.y + style.band, next.y].map((y) => ({ x: spineOf(box), y }));
    const across = [box.x + box.width, next.x].map((x) => ({ x, y: topRail }));
    wires.push(stacked ? down : across);
  }
  // A host without rules tells of no hook: its packets go from device to device, but through its stack all the same.
  for (const [index, from] of doors.entries()) {
    for (const to of doors.slice(index + 1)) joinBy(map, from, inside, to);
  }
  const text = stack ?? rect;
  return {
    plan: {
      namespace,
      rect,
      headY: rect.y + (style.head > 30 ? 22 : 18),
      inner: pods,
      hidden,
      bridges,
      stack,
      stackText: {
        x: text.x + 12,
        y: bandY + style.band / 2 - 3,
        room: text.width - 12 - 2 * SPINE,
      },
      pills,
      wires,
    },
    ports,
  };
}

function innerHeight(columns: readonly Column[], width: number): number {
  const slots = slotsOf(columns, { x: 0, y: 0, width, height: 0 });
  const heights = columns.map(({ inner }, index) =>
    inner.length === 0
      ? 0
      : podAreaHeight(
          {
            shown: inner.slice(0, MOST_INNER),
            hidden: inner.slice(MOST_INNER).map(({ name }) => name),
          },
          slots[index]?.width ?? width,
        ),
  );
  return Math.max(0, ...heights);
}

function bottomOf(columns: readonly Column[]): number {
  const pills = columns.some(({ devices }) => devices.length > 0) ? DEVICE_GAP + PILL : 0;
  return pills + FOOT;
}

// Each column gets what it would like, more or less by the same share.
function slotsOf(columns: readonly Column[], rect: Rect): readonly Pick<Rect, "x" | "width">[] {
  if (isStacked(columns)) {
    return columns.map(() => ({ x: rect.x + PAD, width: rect.width - 2 * PAD }));
  }
  const free = rect.width - 2 * PAD - COLUMN_GAP * (columns.length - 1);
  const boxes = columns.map(columnWidth);
  const liked = sum(boxes) <= free ? boxes : columns.map(listedWidth);
  const share = free / sum(liked);
  let x = rect.x + PAD;
  return liked.map((width) => {
    const slot = { x: Math.round(x), width: Math.floor(width * share) };
    x += width * share + COLUMN_GAP;
    return slot;
  });
}

function pillsOf(
  { devices }: Column,
  box: Pick<Rect, "x" | "width">,
  y: number,
): readonly PillPlan[] {
  const gaps = PILL_GAP * (devices.length - 1);
  const widths = devices.map(pillWidth);
  const share = Math.min(1, (box.width - gaps) / Math.max(1, sum(widths)));
  const left = (box.width - gaps - sum(widths) * share) / Math.max(1, devices.length);
  let x = box.x + left / 2;
  return devices.map((device, index) => {
    const width = (widths[index] ?? 0) * share;
    const rect = { x, y, width, height: PILL };
    x += width + left + PILL_GAP;
    return { device, rect, isVirtual: isTunnel(device) };
  });
}

function spineOf({ x, width }: Pick<Rect, "x" | "width">): number {
  return Math.round(x + width) - SPINE;
}

// The way between two spots by a third one, where they have none of their own.
function joinBy(map: SpotMap, from: string, by: string, to: string): void {
  const { ways, spots } = map;
  const [first, second] = [ways.get(`${from}>${by}`), ways.get(`${by}>${to}`)];
  const at = spots.get(by)?.point;
  if (ways.has(`${from}>${to}`) || first === undefined || second === undefined || at === undefined)
    return;
  map.join(from, to, [...first.slice(1, -1), at, ...second.slice(1, -1)]);
}

function middle({ x, width }: Pick<Rect, "x" | "width">): number {
  return Math.round(x + width / 2);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
