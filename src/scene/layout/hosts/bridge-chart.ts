import type { HookHeader } from "../../../trace/header.js";
import type { Rect } from "../../mark/box.js";
import { centreOf } from "../../mark/box.js";
import type { BridgeBand, ChartPlan, Edge, GroupPlan } from "../chart-plan.js";
import { stationsOf } from "../chart-plan.js";
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

/** A bridge's hooks with the stages of ebtables, and the hooks of IP that br_netfilter calls inside them. */
const BRIDGE_HOOKS: readonly HookHeader[] = [
  { hook: "bridge PREROUTING", stations: ["broute", "nat", "ip PREROUTING"] },
  { hook: "bridge INPUT", stations: ["filter"] },
  { hook: "bridge FORWARD", stations: ["filter", "ip FORWARD"] },
  { hook: "bridge OUTPUT", stations: ["nat", "filter"] },
  { hook: "bridge POSTROUTING", stations: ["nat", "ip POSTROUTING"] },
];

const LABEL = 18;
const CHIP = 16;
const CHIP_GAP = 1;
const PAD = 5;
const GAP = 12;
const TITLE = 18;
const ASIDE = 5;

/** The chart of a host with bridges where there is room for columns: the bridges' hooks between the devices and the hooks of IP. */
export function wideBridgeChart(
  chart: readonly HookHeader[],
  width: number,
  height: number,
): ChartPlan {
  const plain = wideChart(chart, width, height);
  const of = (hook: string): Rect =>
    plain.groups.find((group) => group.hook === hook)?.rect ?? plain.places.input;
  const [left, right, forward] = [of("PREROUTING"), of("POSTROUTING"), of("FORWARD")];
  const top = left.y + TITLE - 2;
  const upper = Math.max(...["bridge PREROUTING", "bridge FORWARD"].map(hookHeight));
  const lower = Math.max(...["bridge INPUT", "bridge OUTPUT"].map(hookHeight));
  const second = top + upper + GAP;
  const group = (hook: string, at: Rect, y: number): GroupPlan => bridgeGroup(hook, at, y);
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
    rect: {
      x: left.x - 8,
      y: left.y - 2,
      width: right.x + right.width - left.x + 16,
      height: bottom - left.y + 2,
    },
    groups,
    decision,
  };
  const rise = bottom + 14 - left.y;
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
      rect: { x: 0, y: 0, width: 0, height: 0 },
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

function bridgeGroup(hook: string, { x, width }: Rect, y: number): GroupPlan {
  const stations = stationsOf(BRIDGE_HOOKS, hook);
  const own = stations.filter((station) => !station.startsWith("ip "));
  const nested = stations.filter((station) => station.startsWith("ip "));
  const inner = { x: x + PAD, width: width - 2 * PAD };
  const share = (inner.width - (own.length - 1) * 2) / own.length;
  const top = y + LABEL;
  return {
    hook,
    rect: { x, y, width, height: hookHeight(hook) },
    stations: [
      ...own.map((station, index) => ({
        station,
        rect: { x: inner.x + index * (share + 2), y: top, width: share, height: CHIP },
        isSlim: true,
      })),
      ...nested.map((station) => ({
        station,
        rect: { ...inner, y: top + CHIP + CHIP_GAP, height: CHIP },
        isSlim: true,
      })),
    ],
  };
}

function hookHeight(hook: string): number {
  const hasNested = stationsOf(BRIDGE_HOOKS, hook).some((station) => station.startsWith("ip "));
  return LABEL + (hasNested ? 2 : 1) * (CHIP + CHIP_GAP) + PAD;
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
