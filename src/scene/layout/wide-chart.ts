import type { HookHeader } from "../../trace/header.js";
import type { Rect } from "../mark/box.js";
import { centreOf } from "../mark/box.js";
import { textWidth } from "../measure.js";
import type { ChartPlan, Edge, GroupPlan } from "./chart-plan.js";
import { ROUTE, stationsOf } from "./chart-plan.js";

const MARGIN = 14;
/** Where a line enters a hook beside its name. */
const ENTRY = 10;
const CHIP_GAP = 1;
const PAD = 6;
const HIGHEST_CHIP = 28;
const WIDEST_GROUP = 190;
const PLACE = 30;
const WIDEST = 1040;
/** From this width on a hook has room for two stations side by side. */
const WIDE_GROUP = 104;
const WIDER_GROUP = 114;
const SIDE_PLACE = 58;
const XFRM = 17;

/** How much room the parts of the chart take. */
export interface Density {
  readonly top: number;
  /** The height of a device, and below it. */
  readonly pill: number;
  readonly pillGap: number;
  /** The height of a hook's name. */
  readonly label: number;
  readonly lowestChip: number;
  readonly rowGap: number;
  readonly foot: number;
  /** What else stands above the hooks at the sides, and above what stands between them besides. */
  readonly above: number;
  readonly aboveMiddle: number;
}

/** The chart as it is where nothing else stands in it. */
export const ROOMY: Density = {
  top: 32,
  pill: 20,
  pillGap: 10,
  label: 19,
  lowestChip: 16,
  rowGap: 16,
  foot: 14,
  above: 0,
  aboveMiddle: 0,
};

/**
 * The chart with room for columns: PREROUTING over INPUT at the left, POSTROUTING over OUTPUT at the right, between them
 * routing and FORWARD above, the local process below.
 */
export function wideChart(
  chart: readonly HookHeader[],
  width: number,
  height: number,
  density: Density = ROOMY,
): ChartPlan {
  const { label, above, aboveMiddle, rowGap } = density;
  const spread = Math.min(width, WIDEST);
  const groupWidth = Math.min(WIDEST_GROUP, Math.floor((spread - 2 * MARGIN) * 0.23));
  const count = (hook: string): number => rowsOf(stationsOf(chart, hook), groupWidth).length;
  const chips = Math.max(
    count("PREROUTING") + count("INPUT"),
    count("POSTROUTING") + count("OUTPUT"),
  );
  const top = density.top + density.pill + density.pillGap + above;
  const fixed = top + 2 * (label + PAD) + rowGap + density.foot;
  const chip = Math.min(
    HIGHEST_CHIP,
    Math.max(density.lowestChip, Math.floor((height - fixed) / Math.max(1, chips)) - CHIP_GAP),
  );
  const groupHeight = (hook: string): number => label + count(hook) * (chip + CHIP_GAP) + PAD;
  const left = Math.round((width - spread) / 2) + MARGIN;
  const right = Math.round((width + spread) / 2) - MARGIN - groupWidth;
  const bottom = fixed - density.foot + chips * (chip + CHIP_GAP);
  const at = (hook: string, x: number, y: number): GroupPlan =>
    groupPlan(chart, hook, { x, y, width: groupWidth, height: groupHeight(hook) }, { chip, label });
  const free = right - left - groupWidth;
  const place = Math.min(120, Math.floor((free - groupWidth) * 0.42));
  const gap = (free - groupWidth - place) / 3;
  const prerouting = at("PREROUTING", left, top);
  const postrouting = at("POSTROUTING", right, top);
  const forward = at("FORWARD", left + groupWidth + 2 * gap + place, top + aboveMiddle);
  const input = at("INPUT", left, bottom - groupHeight("INPUT"));
  const output = at("OUTPUT", right, bottom - groupHeight("OUTPUT"));
  const upper = centreOf(forward.rect).y;
  const routingIn = {
    x: left + groupWidth + gap,
    y: upper - PLACE / 2,
    width: place,
    height: PLACE,
  };
  const lower = Math.max(
    input.rect.y + PLACE / 2 + 14,
    forward.rect.y + forward.rect.height + XFRM + PLACE / 2 + 4,
  );
  const wide = Math.min(130, (free - 3 * 22) / 2);
  const lowerGap = (free - 2 * wide) / 3;
  const process = {
    x: left + groupWidth + lowerGap,
    y: lower - PLACE / 2,
    width: wide,
    height: PLACE,
  };
  const routingOut = { ...process, x: process.x + wide + lowerGap };
  const pill = (of: Rect): Rect => ({
    x: of.x,
    y: density.top,
    width: of.width,
    height: density.pill,
  });
  const places = {
    input: pill(prerouting.rect),
    ingress: { x: left + groupWidth + 8, y: density.top, width: SIDE_PLACE, height: density.pill },
    "routing-in": routingIn,
    "xfrm-in": { ...routingIn, y: routingIn.y - XFRM, height: XFRM },
    process,
    "routing-out": routingOut,
    "xfrm-out": { ...routingOut, y: routingOut.y - XFRM, height: XFRM },
    qdisc: { x: right - 8 - SIDE_PLACE, y: density.top, width: SIDE_PLACE, height: density.pill },
    output: pill(postrouting.rect),
  };
  const noteTop = process.y + PLACE + density.foot;
  return {
    height: bottom + density.foot,
    groups: [prerouting, input, forward, output, postrouting],
    places,
    edges: edgesOf({ prerouting, input, forward, output, postrouting }, places, {
      upper,
      lower,
      turn: input.rect.y - rowGap / 2,
    }),
    bridges: null,
    note: {
      x: process.x,
      y: noteTop,
      width: routingOut.x + wide - process.x,
      height: bottom - noteTop,
    },
  };
}

function groupPlan(
  chart: readonly HookHeader[],
  hook: string,
  rect: Rect,
  { chip, label }: { readonly chip: number; readonly label: number },
): GroupPlan {
  const inner = { x: rect.x + PAD, width: rect.width - 2 * PAD, height: chip };
  const stations = rowsOf(stationsOf(chart, hook), rect.width).flatMap(([first, second], index) => {
    const y = rect.y + label + index * (chip + CHIP_GAP);
    if (second === undefined) return [{ station: first, rect: { ...inner, y } }];
    // Where the whole word would leave no room for the first, it is cut to what it is about.
    const word = rect.width < WIDER_GROUP ? ROUTE : second;
    const width = Math.ceil(textWidth(word, { size: 11, mono: true })) + 6;
    const rest = inner.width - width - 2;
    return [
      { station: first, rect: { ...inner, y, width: rest } },
      { station: second, rect: { ...inner, y, x: inner.x + rest + 2, width }, isSlim: true },
    ];
  });
  return { hook, rect, stations };
}

// The route that nat chooses again stands beside it, where both have room.
function rowsOf(
  stations: readonly string[],
  groupWidth: number,
): readonly (readonly [string, string?])[] {
  return stations.flatMap((station, index) => {
    const next = stations[index + 1];
    if (groupWidth < WIDE_GROUP) return [[station] as const];
    if (station === "reroute") return [];
    return [next === "reroute" ? ([station, next] as const) : ([station] as const)];
  });
}

type Groups = Readonly<
  Record<"prerouting" | "input" | "forward" | "output" | "postrouting", GroupPlan>
>;

function edgesOf(
  { prerouting, input, forward, output, postrouting }: Groups,
  places: ChartPlan["places"],
  { upper, lower, turn }: Readonly<Record<"upper" | "lower" | "turn", number>>,
): readonly Edge[] {
  const start = (rect: Rect, y: number) => ({ x: rect.x, y });
  const end = (rect: Rect, y: number) => ({ x: rect.x + rect.width, y });
  const across = (from: Rect, to: Rect, y: number) => [end(from, y), start(to, y)];
  const routing = places["routing-in"];
  const below = centreOf(routing).x;
  const middle = centreOf(input.rect).x;
  const way = centreOf(postrouting.rect).x;
  return [
    {
      from: "input",
      to: "ingress",
      points: across(places.input, places.ingress, centreOf(places.input).y),
    },
    {
      from: "ingress",
      to: "PREROUTING",
      points: [
        { x: places.ingress.x + 8, y: places.ingress.y + places.ingress.height },
        { x: places.ingress.x + 8, y: prerouting.rect.y + ENTRY },
        end(prerouting.rect, prerouting.rect.y + ENTRY),
      ],
    },
    { from: "PREROUTING", to: "routing-in", points: across(prerouting.rect, routing, upper) },
    { from: "routing-in", to: "FORWARD", points: across(routing, forward.rect, upper) },
    {
      from: "routing-in",
      to: "INPUT",
      points: [
        { x: below, y: routing.y + routing.height },
        { x: below, y: turn },
        { x: middle, y: turn },
        { x: middle, y: input.rect.y },
      ],
    },
    { from: "INPUT", to: "process", points: across(input.rect, places.process, lower) },
    {
      from: "process",
      to: "routing-out",
      points: across(places.process, places["routing-out"], lower),
    },
    {
      from: "routing-out",
      to: "OUTPUT",
      points: across(places["routing-out"], output.rect, lower),
    },
    { from: "FORWARD", to: "POSTROUTING", points: across(forward.rect, postrouting.rect, upper) },
    {
      from: "OUTPUT",
      to: "POSTROUTING",
      points: [
        { x: way, y: output.rect.y },
        { x: way, y: postrouting.rect.y + postrouting.rect.height },
      ],
    },
    {
      from: "POSTROUTING",
      to: "qdisc",
      points: [
        start(postrouting.rect, postrouting.rect.y + ENTRY),
        { x: places.qdisc.x + SIDE_PLACE - 8, y: postrouting.rect.y + ENTRY },
        { x: places.qdisc.x + SIDE_PLACE - 8, y: places.ingress.y + places.ingress.height },
      ],
    },
    {
      from: "qdisc",
      to: "output",
      points: across(places.qdisc, places.output, centreOf(places.output).y),
    },
  ];
}
