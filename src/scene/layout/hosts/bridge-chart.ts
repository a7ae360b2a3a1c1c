import type { HookHeader } from "../../../trace/header.js";
import type { Rect } from "../../mark/box.js";
import { centreOf } from "../../mark/box.js";
import type { BridgeBand, ChartPlan, Edge, GroupPlan } from "../chart-plan.js";
import {
  downEdge,
  NARROW_ROWS,
  narrowColumn,
  narrowEdges,
  placesIn,
  rectIn,
  sideEdge,
} from "../narrow-chart.js";
import { wideChart } from "../wide-chart.js";
import { BRIDGE_HOOKS, bridgeGroup, hookHeight } from "./bridge-hooks.js";
import type { HookDensity } from "./bridge-hooks.js";
import { packedBridgeChart } from "./packed-bridge-chart.js";

const DENSITY: HookDensity = { label: 18, chip: 16 };
const GAP = 12;
const TITLE = 18;
const ASIDE = 5;

/** The chart of a host with bridges where there is room for columns. */
export function wideBridgeChart(
  chart: readonly HookHeader[],
  width: number,
  height: number,
): ChartPlan {
  const loose = looseBridgeChart(chart, width, height);
  return loose.height <= height ? loose : packedBridgeChart(chart, width, height);
}

// The bridges' hooks between the devices and the hooks of IP.
function looseBridgeChart(chart: readonly HookHeader[], width: number, height: number): ChartPlan {
  const upper = hookHeight("bridge PREROUTING", DENSITY);
  const lower = hookHeight("bridge INPUT", DENSITY);
  const rise = TITLE - 2 + upper + GAP + lower + 20;
  const plain = wideChart(chart, width, height - rise);
  const of = (hook: string): Rect =>
    plain.groups.find((group) => group.hook === hook)?.rect ?? plain.places.input;
  const [left, right, forward] = [of("PREROUTING"), of("POSTROUTING"), of("FORWARD")];
  const top = left.y + TITLE - 2;
  const second = top + upper + GAP;
  const group = (hook: string, at: Rect, y: number): GroupPlan => bridgeGroup(hook, at, y, DENSITY);
  const groups = [
    group("bridge PREROUTING", left, top),
    group("bridge FORWARD", forward, top),
    group("bridge POSTROUTING", right, top),
    group("bridge INPUT", left, second),
    group("bridge OUTPUT", right, second),
  ];
  const routing = plain.places["routing-in"];
  const decision = { ...routing, y: top + upper / 2 - routing.height / 2 };
  const bottom = second + lower + 6;
  const bridges: BridgeBand = {
    areas: [
      {
        x: left.x - 8,
        y: left.y - 2,
        width: right.x + right.width - left.x + 16,
        height: bottom - left.y + 2,
      },
    ],
    title: {
      x: (left.x + right.x + right.width) / 2,
      y: bottom - 8,
      room: (right.x + right.width - left.x + 16) / 2,
    },
    groups,
    decision,
  };
  const moved = moveDown(plain, rise);
  const rect = (name: string): Rect =>
    groups.find((one) => one.hook === name)?.rect ??
    moved.groups.find((one) => one.hook === name)?.rect ??
    Object.entries(moved.places).find(([place]) => place === name)?.[1] ??
    decision;
  return {
    ...moved,
    bridges,
    edges: [
      ...moved.edges.filter(({ from, to }) => from !== "ingress" && to !== "qdisc"),
      ...wideEdges(rect),
    ],
  };
}

function wideEdges(rect: (name: string) => Rect): readonly Edge[] {
  const across = (from: string, to: string): Edge => {
    const [start, end] = [rect(from), rect(to)];
    const { y } = centreOf(rect("bridge"));
    return {
      from,
      to,
      points: [
        { x: start.x + start.width, y },
        { x: end.x, y },
      ],
    };
  };
  const down = (from: string, to: string, x: number): Edge => {
    const [start, end] = [rect(from), rect(to)];
    const isDown = end.y > start.y;
    return {
      from,
      to,
      points: [
        { x, y: isDown ? start.y + start.height : start.y },
        { x, y: isDown ? end.y : end.y + end.height },
      ],
    };
  };
  const [ingress, qdisc] = [rect("ingress"), rect("qdisc")];
  const [first, last] = [rect("bridge PREROUTING"), rect("bridge POSTROUTING")];
  const [pre, post, input] = [rect("PREROUTING"), rect("POSTROUTING"), rect("bridge INPUT")];
  const turn = first.y + first.height + GAP / 2;
  const inX = ingress.x + 6;
  const outX = qdisc.x + qdisc.width - 6;
  return [
    {
      from: "ingress",
      to: "bridge PREROUTING",
      points: [
        { x: inX + 8, y: ingress.y + ingress.height },
        { x: inX + 8, y: first.y + 8 },
        { x: first.x + first.width, y: first.y + 8 },
      ],
    },
    across("bridge PREROUTING", "bridge"),
    across("bridge", "bridge FORWARD"),
    across("bridge FORWARD", "bridge POSTROUTING"),
    {
      from: "bridge",
      to: "bridge INPUT",
      points: [
        { x: centreOf(rect("bridge")).x, y: rect("bridge").y + rect("bridge").height },
        { x: centreOf(rect("bridge")).x, y: input.y + input.height / 2 },
        { x: input.x + input.width, y: input.y + input.height / 2 },
      ],
    },
    down("bridge INPUT", "PREROUTING", centreOf(pre).x),
    down("POSTROUTING", "bridge OUTPUT", centreOf(post).x),
    down("bridge OUTPUT", "bridge POSTROUTING", centreOf(post).x),
    // What belongs to no bridge goes past them.
    {
      from: "ingress",
      to: "PREROUTING",
      points: [
        { x: inX, y: ingress.y + ingress.height },
        { x: inX, y: turn },
        { x: inX, y: pre.y + 10 },
        { x: pre.x + pre.width, y: pre.y + 10 },
      ],
    },
    {
      from: "POSTROUTING",
      to: "qdisc",
      points: [
        { x: post.x, y: post.y + 10 },
        { x: outX, y: post.y + 10 },
        { x: outX, y: qdisc.y + qdisc.height },
      ],
    },
    {
      from: "bridge POSTROUTING",
      to: "qdisc",
      points: [
        { x: last.x, y: last.y + 8 },
        { x: outX - 8, y: last.y + 8 },
        { x: outX - 8, y: qdisc.y + qdisc.height },
      ],
    },
  ];
}

/** The chart of a host with bridges on a small screen. */
export function narrowBridgeChart(chart: readonly HookHeader[], width: number): ChartPlan {
  const rows = [
    "input",
    "bridge PREROUTING",
    "bridge",
    "bridge INPUT",
    ...NARROW_ROWS.slice(1, -1),
    "bridge OUTPUT",
    "bridge FORWARD",
    "bridge POSTROUTING",
    "output",
  ];
  const column = narrowColumn([...chart, ...BRIDGE_HOOKS], rows, width);
  const rect = rectIn(column);
  const isBridge = ({ hook }: GroupPlan): boolean => hook.startsWith("bridge ");
  return {
    height: column.height,
    groups: column.groups.filter((group) => !isBridge(group)),
    places: placesIn(rect),
    bridges: {
      areas: [],
      title: null,
      groups: column.groups.filter(isBridge),
      decision: rect("bridge"),
    },
    edges: [
      downEdge(rect, "ingress", "bridge PREROUTING"),
      downEdge(rect, "bridge PREROUTING", "bridge"),
      downEdge(rect, "bridge", "bridge INPUT"),
      downEdge(rect, "bridge INPUT", "PREROUTING"),
      sideEdge(rect, ["ingress", "PREROUTING"], { x: width - ASIDE, into: 10 }),
      ...narrowEdges(rect, width),
      downEdge(rect, "POSTROUTING", "bridge OUTPUT"),
      sideEdge(rect, ["bridge OUTPUT", "bridge POSTROUTING"], { x: width - 14, into: 10 }),
      sideEdge(rect, ["bridge", "bridge FORWARD"], { x: ASIDE }),
      downEdge(rect, "bridge FORWARD", "bridge POSTROUTING"),
      downEdge(rect, "bridge POSTROUTING", "qdisc"),
      sideEdge(rect, ["POSTROUTING", "qdisc"], { x: ASIDE + 4, out: 10 }),
    ],
    note: null,
  };
}

// The devices stay where they are.
function moveDown(plan: ChartPlan, by: number): ChartPlan {
  const rect = (one: Rect): Rect => ({ ...one, y: one.y + by });
  const { places } = plan;
  const still = new Set(["input", "ingress", "qdisc", "output"]);
  return {
    ...plan,
    height: plan.height + by,
    groups: plan.groups.map((group) => ({
      ...group,
      rect: rect(group.rect),
      stations: group.stations.map((one) => ({ ...one, rect: rect(one.rect) })),
    })),
    places: {
      ...places,
      "routing-in": rect(places["routing-in"]),
      "xfrm-in": rect(places["xfrm-in"]),
      process: rect(places.process),
      "routing-out": rect(places["routing-out"]),
      "xfrm-out": rect(places["xfrm-out"]),
    },
    edges: plan.edges.map((edge) =>
      still.has(edge.from) && still.has(edge.to)
        ? edge
        : { ...edge, points: edge.points.map(({ x, y }) => ({ x, y: y + by })) },
    ),
    note: plan.note === null ? null : rect(plan.note),
  };
}
