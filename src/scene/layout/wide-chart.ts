import type { HookHeader } from "../../trace/header.js";
import type { Rect } from "../mark/box.js";
import { centreOf } from "../mark/box.js";
import type { ChartPlan, Edge, GroupPlan } from "./chart-plan.js";
import { stationsOf } from "./chart-plan.js";

const MARGIN = 14;
const TOP = 36;
const PILL = 20;
const PILL_GAP = 12;
const LABEL = 20;
const CHIP_GAP = 2;
const PAD = 6;
const ROW_GAP = 26;
const LOWEST_CHIP = 16;
const HIGHEST_CHIP = 28;
const WIDEST_GROUP = 190;
const PLACE = 30;
const WIDEST = 1040;

/**
 * The chart with room for columns: PREROUTING over INPUT at the left, POSTROUTING over OUTPUT at the right, between them
 * routing and FORWARD above, the local process below.
 */
export function wideChart(chart: readonly HookHeader[], width: number, height: number): ChartPlan {
  const count = (hook: string): number => stationsOf(chart, hook).length;
  const chips = Math.max(
    count("PREROUTING") + count("INPUT"),
    count("POSTROUTING") + count("OUTPUT"),
  );
  const fixed = TOP + PILL + PILL_GAP + 2 * (LABEL + PAD) + ROW_GAP + MARGIN;
  const chip = Math.min(
    HIGHEST_CHIP,
    Math.max(LOWEST_CHIP, Math.floor((height - fixed) / Math.max(1, chips)) - CHIP_GAP),
  );
  const groupHeight = (hook: string): number => LABEL + count(hook) * (chip + CHIP_GAP) + PAD;
  const spread = Math.min(width, WIDEST);
  const groupWidth = Math.min(WIDEST_GROUP, Math.floor((spread - 2 * MARGIN) * 0.225));
  const left = Math.round((width - spread) / 2) + MARGIN;
  const right = Math.round((width + spread) / 2) - MARGIN - groupWidth;
  const top = TOP + PILL + PILL_GAP;
  const bottom = fixed - MARGIN + chips * (chip + CHIP_GAP);
  const at = (hook: string, x: number, y: number): GroupPlan =>
    groupPlan(chart, hook, { x, y, width: groupWidth, height: groupHeight(hook) }, chip);
  const free = right - left - groupWidth;
  const place = Math.min(120, Math.floor((free - groupWidth) * 0.42));
  const gap = (free - groupWidth - place) / 3;
  const prerouting = at("PREROUTING", left, top);
  const postrouting = at("POSTROUTING", right, top);
  const forward = at("FORWARD", left + groupWidth + 2 * gap + place, top);
  const input = at("INPUT", left, bottom - groupHeight("INPUT"));
  const output = at("OUTPUT", right, bottom - groupHeight("OUTPUT"));
  const upper = centreOf(forward.rect).y;
  const routingIn = {
    x: left + groupWidth + gap,
    y: upper - PLACE / 2,
    width: place,
    height: PLACE,
  };
  const lower = input.rect.y + PLACE / 2 + 14;
  const wide = Math.min(130, (free - 3 * 22) / 2);
  const lowerGap = (free - 2 * wide) / 3;
  const process = {
    x: left + groupWidth + lowerGap,
    y: lower - PLACE / 2,
    width: wide,
    height: PLACE,
  };
  const routingOut = { ...process, x: process.x + wide + lowerGap };
  const pill = (of: Rect): Rect => ({ x: of.x, y: TOP, width: of.width, height: PILL });
  const places = {
    input: pill(prerouting.rect),
    "routing-in": routingIn,
    process,
    "routing-out": routingOut,
    output: pill(postrouting.rect),
  };
  const noteTop = process.y + PLACE + 14;
  return {
    height: bottom + MARGIN,
    groups: [prerouting, input, forward, output, postrouting],
    places,
    edges: edgesOf({ prerouting, input, forward, output, postrouting }, places, upper, lower),
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
  chip: number,
): GroupPlan {
  const stations = stationsOf(chart, hook).map((station, index) => ({
    station,
    rect: {
      x: rect.x + PAD,
      y: rect.y + LABEL + index * (chip + CHIP_GAP),
      width: rect.width - 2 * PAD,
      height: chip,
    },
  }));
  return { hook, rect, stations };
}

type Groups = Readonly<
  Record<"prerouting" | "input" | "forward" | "output" | "postrouting", GroupPlan>
>;

function edgesOf(
  { prerouting, input, forward, output, postrouting }: Groups,
  places: ChartPlan["places"],
  upper: number,
  lower: number,
): readonly Edge[] {
  const start = (rect: Rect, y: number) => ({ x: rect.x, y });
  const end = (rect: Rect, y: number) => ({ x: rect.x + rect.width, y });
  const across = (from: Rect, to: Rect, y: number) => [end(from, y), start(to, y)];
  const routing = places["routing-in"];
  const turn = input.rect.y - ROW_GAP / 2;
  const below = centreOf(routing).x;
  const middle = centreOf(input.rect).x;
  const way = centreOf(postrouting.rect).x;
  return [
    {
      from: "input",
      to: "PREROUTING",
      points: [
        { x: middle, y: TOP + PILL },
        { x: middle, y: prerouting.rect.y },
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
      to: "output",
      points: [
        { x: way, y: postrouting.rect.y },
        { x: way, y: TOP + PILL },
      ],
    },
  ];
}
