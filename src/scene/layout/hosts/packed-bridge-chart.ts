import type { HookHeader } from "../../../trace/header.js";
import type { Rect } from "../../mark/box.js";
import { centreOf } from "../../mark/box.js";
import type { ChartPlan, Edge, GroupPlan } from "../chart-plan.js";
import { ROOMY, wideChart } from "../wide-chart.js";
import type { Density } from "../wide-chart.js";
import { bridgeGroup, hookHeight } from "./bridge-hooks.js";
import type { HookDensity } from "./bridge-hooks.js";

const HOOK: HookDensity = { label: 16, chip: 13 };
const UPPER = hookHeight("bridge PREROUTING", HOOK);
const LOWER = hookHeight("bridge INPUT", HOOK);
const GAP = 10;
const HALF_GAP = 6;

const PACKED: Density = {
  ...ROOMY,
  top: 28,
  pill: 18,
  pillGap: 8,
  label: 17,
  lowestChip: 13,
  rowGap: 10,
  foot: 8,
  above: UPPER + GAP,
  aboveMiddle: LOWER + HALF_GAP - GAP + 8,
};

/** What stands between the columns keeps so far from them, for the lines that pass there. */
const LEFT = 36;
const RIGHT = 44;
const BETWEEN = 24;
const DECISION = 96;
const INPUT = 70;
const OUTPUT = 100;

/**
 * The chart of a host with bridges where it is low: the bridges' hooks on the devices' way in and out stand above those of
 * IP, the others between the columns, where a packet goes up to the host or comes from it.
 */
export function packedBridgeChart(
  chart: readonly HookHeader[],
  width: number,
  height: number,
): ChartPlan {
  const plain = wideChart(chart, width, height, PACKED);
  const of = (hook: string): Rect =>
    plain.groups.find((group) => group.hook === hook)?.rect ?? plain.places.input;
  const [left, right] = [of("PREROUTING"), of("POSTROUTING")];
  const [start, end] = [left.x + left.width, right.x];
  const top = left.y - PACKED.above;
  const second = top + UPPER + HALF_GAP;
  const free = end - start - LEFT - RIGHT - BETWEEN;
  const forward = Math.min(left.width, Math.floor(free * 0.62));
  const group = (hook: string, at: Pick<Rect, "x" | "width">, y: number): GroupPlan =>
    bridgeGroup(hook, at, y, HOOK);
  const groups = [
    group("bridge PREROUTING", left, top),
    group("bridge FORWARD", { x: end - RIGHT - forward, width: forward }, top),
    group("bridge POSTROUTING", right, top),
    group("bridge INPUT", { x: start + LEFT - 4, width: INPUT }, second),
    group("bridge OUTPUT", { x: end - RIGHT + 14 - OUTPUT, width: OUTPUT }, second),
  ];
  const decision = {
    x: start + LEFT,
    y: top + UPPER / 2 - 13,
    width: Math.min(DECISION, free - forward),
    height: 26,
  };
  const { ingress, qdisc } = plain.places;
  const bandEnd = second + LOWER + 3;
  const split = top + UPPER + 4;
  const rect = (name: string): Rect =>
    groups.find((one) => one.hook === name)?.rect ??
    plain.groups.find((one) => one.hook === name)?.rect ??
    (name === "ingress" ? ingress : name === "qdisc" ? qdisc : decision);
  return {
    ...plain,
    bridges: {
      areas: [
        {
          x: left.x - 8,
          y: top - 4,
          width: right.x + right.width - left.x + 16,
          height: split - top + 4,
        },
        { x: start + 8, y: split, width: end - start - 16, height: bandEnd - split },
      ],
      title: {
        x: (ingress.x + ingress.width + qdisc.x) / 2,
        y: ingress.y + 13,
        room: qdisc.x - ingress.x - ingress.width - 8,
      },
      groups,
      decision,
    },
    edges: [
      ...plain.edges.filter(({ from, to }) => from !== "ingress" && to !== "qdisc"),
      ...edgesOf(rect),
    ],
  };
}

function edgesOf(rect: (name: string) => Rect): readonly Edge[] {
  const across = (from: string, to: string): Edge => {
    const { y } = centreOf(rect("bridge"));
    return {
      from,
      to,
      points: [
        { x: rightOf(rect(from)), y },
        { x: rect(to).x, y },
      ],
    };
  };
  const [ingress, qdisc, decision] = [rect("ingress"), rect("qdisc"), rect("bridge")];
  const [first, last] = [rect("bridge PREROUTING"), rect("bridge POSTROUTING")];
  const [input, output] = [rect("bridge INPUT"), rect("bridge OUTPUT")];
  const [pre, post] = [rect("PREROUTING"), rect("POSTROUTING")];
  const [inX, outX] = [ingress.x + 6, rightOf(qdisc) - 6];
  const [near, far] = [{ y: pre.y + 6 }, { y: input.y + 24 }];
  const middle = centreOf(decision).x;
  return [
    {
      from: "ingress",
      to: "bridge PREROUTING",
      points: [
        { x: inX, y: bottomOf(ingress) },
        { x: inX, y: first.y + 8 },
        { x: rightOf(first), y: first.y + 8 },
      ],
    },
    across("bridge PREROUTING", "bridge"),
    across("bridge", "bridge FORWARD"),
    across("bridge FORWARD", "bridge POSTROUTING"),
    {
      from: "bridge",
      to: "bridge INPUT",
      points: [
        { x: middle, y: bottomOf(decision) },
        { x: middle, y: input.y },
      ],
    },
    {
      from: "bridge INPUT",
      to: "PREROUTING",
      points: [
        { x: input.x, ...far },
        { x: rightOf(pre), ...far },
      ],
    },
    {
      from: "POSTROUTING",
      to: "bridge OUTPUT",
      points: [
        { x: post.x, ...far },
        { x: rightOf(output), ...far },
      ],
    },
    {
      from: "bridge OUTPUT",
      to: "bridge POSTROUTING",
      points: [
        { x: rightOf(output) - 6, y: output.y },
        { x: rightOf(output) - 6, y: bottomOf(last) - 8 },
        { x: last.x, y: bottomOf(last) - 8 },
      ],
    },
    // What belongs to no bridge goes past them.
    {
      from: "ingress",
      to: "PREROUTING",
      points: [
        { x: inX + 8, y: bottomOf(ingress) },
        { x: inX + 8, ...near },
        { x: rightOf(pre), ...near },
      ],
    },
    {
      from: "POSTROUTING",
      to: "qdisc",
      points: [
        { x: post.x, ...near },
        { x: outX - 8, ...near },
        { x: outX - 8, y: bottomOf(qdisc) },
      ],
    },
    {
      from: "bridge POSTROUTING",
      to: "qdisc",
      points: [
        { x: last.x, y: last.y + 8 },
        { x: outX, y: last.y + 8 },
        { x: outX, y: bottomOf(qdisc) },
      ],
    },
  ];
}

function rightOf({ x, width }: Rect): number {
  return x + width;
}

function bottomOf({ y, height }: Rect): number {
  return y + height;
}
