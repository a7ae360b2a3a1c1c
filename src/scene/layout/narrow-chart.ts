import type { HookHeader } from "../../trace/header.js";
import type { Rect } from "../mark/box.js";
import { centreOf } from "../mark/box.js";
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

/** What stands below each other on a small screen, from the device in to the device out. */
const ROWS = [
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
] as const;

/** The chart on a small screen: one below the other; who is forwarded passes the local process at the left, who is sent passes FORWARD at the right. */
export function narrowChart(chart: readonly HookHeader[], width: number): ChartPlan {
  const groups: GroupPlan[] = [];
  const rects: Record<string, Rect> = {};
  const inner = width - 2 * MARGIN - 2 * SIDE;
  let y = TOP;
  for (const row of ROWS) {
    const stations = stationsOf(chart, row);
    const isHook = row === row.toUpperCase();
    const at = { x: MARGIN + SIDE, y, width: inner };
    const group = isHook ? groupPlan(row, stations, at) : null;
    if (group !== null) groups.push(group);
    const wide = Math.min(160, inner);
    const place = { x: width / 2 - wide / 2, y, width: wide, height: PLACE };
    const rect = group?.rect ?? place;
    rects[row] = rect;
    y += rect.height + GAP;
  }
  const rect = (row: string): Rect => rects[row] ?? { x: 0, y: 0, width: 0, height: 0 };
  return {
    height: y - GAP + MARGIN,
    groups,
    places: {
      input: rect("input"),
      "routing-in": rect("routing-in"),
      process: rect("process"),
      "routing-out": rect("routing-out"),
      output: rect("output"),
    },
    edges: edgesOf(rect, width),
    note: null,
  };
}

function edgesOf(rect: (row: string) => Rect, width: number): readonly Edge[] {
  const down = (from: string, to: string): Edge => {
    const x = width / 2;
    return {
      from,
      to,
      points: [
        { x, y: rect(from).y + rect(from).height },
        { x, y: rect(to).y },
      ],
    };
  };
  const left = MARGIN + 2;
  const right = width - MARGIN - 2;
  const [routing, forward, output, postrouting] = [
    "routing-in",
    "FORWARD",
    "OUTPUT",
    "POSTROUTING",
  ].map(rect);
  const y = (of: Rect | undefined): number => (of === undefined ? 0 : centreOf(of).y);
  const enter = (postrouting?.y ?? 0) + 10;
  return [
    down("input", "PREROUTING"),
    down("PREROUTING", "routing-in"),
    down("routing-in", "INPUT"),
    {
      from: "routing-in",
      to: "FORWARD",
      points: [
        { x: routing?.x ?? 0, y: y(routing) },
        { x: left, y: y(routing) },
        { x: left, y: y(forward) },
        { x: forward?.x ?? 0, y: y(forward) },
      ],
    },
    down("INPUT", "process"),
    down("process", "routing-out"),
    down("routing-out", "OUTPUT"),
    {
      from: "OUTPUT",
      to: "POSTROUTING",
      points: [
        { x: (output?.x ?? 0) + (output?.width ?? 0), y: y(output) },
        { x: right, y: y(output) },
        { x: right, y: enter },
        { x: (postrouting?.x ?? 0) + (postrouting?.width ?? 0), y: enter },
      ],
    },
    down("FORWARD", "POSTROUTING"),
    down("POSTROUTING", "output"),
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
