import type { HookHeader } from "../../trace/header.js";
import type { Rect } from "../mark/box.js";
import { centreOf } from "../mark/box.js";
import type { Point } from "../mark/polyline.js";
import { textWidth } from "../measure.js";
import type { ChartPlan, Edge, GroupPlan } from "./chart-plan.js";
import { stationsOf } from "./chart-plan.js";

const MARGIN = 12;
const TOP = 36;
const GAP = 14;
const PLACE = 24;
const LABEL = 19;
const CHIP = 20;
const CHIP_GAP = 4;
const PAD = 6;
const SIDE = 14;
const SIGN = 27;
const DEVICE = 140;
const SMALL = 70;
const XFRM = 46;

/** What stands below each other on a small screen, from the device in to the device out. */
export const NARROW_ROWS: readonly string[] = [
  "input",
  "PREROUTING",
  "routing-in",
  "INPUT",
  "process",
  "routing-out",
  "OUTPUT",
  "FORWARD",
  "POSTROUTING",
  "output",
];

/** Where everything stands on a small screen, before its lines are drawn. */
export interface NarrowColumn {
  readonly rects: Readonly<Record<string, Rect>>;
  readonly groups: readonly GroupPlan[];
  readonly height: number;
}

/** The chart on a small screen: one below the other; who is forwarded passes the local process at the left, who is sent passes FORWARD at the right. */
export function narrowChart(chart: readonly HookHeader[], width: number): ChartPlan {
  const column = narrowColumn(chart, NARROW_ROWS, width);
  const rect = rectIn(column);
  return {
    height: column.height,
    groups: column.groups,
    places: placesIn(rect),
    edges: [
      downEdge(rect, "ingress", "PREROUTING"),
      ...narrowEdges(rect, width),
      downEdge(rect, "POSTROUTING", "qdisc"),
    ],
    bridges: null,
    note: null,
  };
}

/** The rows below each other: hooks in capitals, places, and their companions at their sides. */
export function narrowColumn(
  chart: readonly HookHeader[],
  rows: readonly string[],
  width: number,
): NarrowColumn {
  const groups: GroupPlan[] = [];
  const rects: Record<string, Rect> = {};
  const inner = width - 2 * MARGIN - 2 * SIDE;
  const centre = width / 2;
  let y = TOP;
  for (const row of rows) {
    const stations = stationsOf(chart, row);
    const at = { x: MARGIN + SIDE, y, width: inner };
    const group = /[A-Z]$/.test(row) ? groupPlan(row, stations, at) : null;
    if (group !== null) groups.push(group);
    const wide = Math.min(160, inner);
    const place = { x: centre - wide / 2, y, width: wide, height: PLACE };
    const rect = group?.rect ?? place;
    rects[row] = rect;
    if (row === "input") {
      rects["input"] = { ...place, x: centre - 118, width: DEVICE };
      rects["ingress"] = { ...place, x: centre + 40, width: SMALL };
    } else if (row === "output") {
      rects["qdisc"] = { ...place, x: centre - 110, width: SMALL };
      rects["output"] = { ...place, x: centre - 22, width: DEVICE };
    } else if (row.startsWith("routing-")) {
      rects[row.replace("routing", "xfrm")] = { ...place, x: place.x + wide + 3, width: XFRM };
    }
    y += rect.height + GAP;
  }
  return { rects, groups, height: y - GAP + MARGIN };
}

/** Looks a rectangle up; what is not there has none. */
export function rectIn({ rects }: NarrowColumn): (name: string) => Rect {
  return (name) => rects[name] ?? { x: 0, y: 0, width: 0, height: 0 };
}

/** The places of the chart. */
export function placesIn(rect: (name: string) => Rect): ChartPlan["places"] {
  return {
    input: rect("input"),
    ingress: rect("ingress"),
    "routing-in": rect("routing-in"),
    "xfrm-in": rect("xfrm-in"),
    process: rect("process"),
    "routing-out": rect("routing-out"),
    "xfrm-out": rect("xfrm-out"),
    qdisc: rect("qdisc"),
    output: rect("output"),
  };
}

/** A line straight down, in the middle of the smaller of both. */
export function downEdge(rect: (name: string) => Rect, from: string, to: string): Edge {
  const [above, below] = [rect(from), rect(to)];
  const x = centreOf(above.width < below.width ? above : below).x;
  return {
    from,
    to,
    points: [
      { x, y: above.y + above.height },
      { x, y: below.y },
    ],
  };
}

/** A line from the side of one box along an edge of the picture to the side of another. */
export function sideEdge(
  rect: (name: string) => Rect,
  ends: readonly [string, string],
  {
    x,
    out = null,
    into = null,
  }: { readonly x: number; readonly out?: number | null; readonly into?: number | null },
): Edge {
  const [from, to] = ends;
  const near = (of: Rect): number => (x < of.x ? of.x : of.x + of.width);
  const [start, end] = [rect(from), rect(to)];
  const [startY, endY] = [
    out === null ? centreOf(start).y : start.y + out,
    into === null ? centreOf(end).y : end.y + into,
  ];
  const points: readonly Point[] = [
    { x: near(start), y: startY },
    { x, y: startY },
    { x, y: endY },
    { x: near(end), y: endY },
  ];
  return { from, to, points };
}

/** The lines between the hooks of IP, and of the devices. */
export function narrowEdges(rect: (name: string) => Rect, width: number): readonly Edge[] {
  const across = (from: string, to: string): Edge => {
    const [start, end] = [rect(from), rect(to)];
    const { y } = centreOf(start);
    return {
      from,
      to,
      points: [
        { x: start.x + start.width, y },
        { x: end.x, y },
      ],
    };
  };
  return [
    across("input", "ingress"),
    downEdge(rect, "PREROUTING", "routing-in"),
    downEdge(rect, "routing-in", "INPUT"),
    sideEdge(rect, ["routing-in", "FORWARD"], { x: MARGIN + 2 }),
    downEdge(rect, "INPUT", "process"),
    downEdge(rect, "process", "routing-out"),
    downEdge(rect, "routing-out", "OUTPUT"),
    sideEdge(rect, ["OUTPUT", "POSTROUTING"], { x: width - MARGIN - 2, into: 10 }),
    downEdge(rect, "FORWARD", "POSTROUTING"),
    across("qdisc", "output"),
  ];
}

function groupPlan(
  hook: string,
  stations: readonly string[],
  at: { readonly x: number; readonly y: number; readonly width: number },
): GroupPlan {
  const end = at.x + at.width - PAD;
  let [x, y] = [at.x + PAD, at.y + LABEL];
  const placed = stations.map((station) => {
    const width = Math.ceil(textWidth(station, { size: 11, mono: true })) + SIGN;
    if (x + width > end && x > at.x + PAD) [x, y] = [at.x + PAD, y + CHIP + CHIP_GAP];
    const rect = { x, y, width: Math.min(width, end - x), height: CHIP };
    x += width + CHIP_GAP;
    return { station, rect };
  });
  return { hook, rect: { ...at, height: y + CHIP + PAD - at.y }, stations: placed };
}
