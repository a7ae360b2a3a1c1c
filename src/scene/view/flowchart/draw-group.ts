import { chainIn } from "../../../trace/nft-station.js";
import type { NamespaceId } from "../../../trace/id.js";
import type { PacketState } from "../../../trace/state.js";
import { ROUTE } from "../../layout/chart-plan.js";
import type { GroupPlan, StationPlan } from "../../layout/chart-plan.js";
import { OWN_STATIONS } from "../../layout/whole-chart.js";
import { box } from "../../mark/box.js";
import type { BoxLook } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { sign } from "../../mark/sign.js";
import type { Sign } from "../../mark/sign.js";
import { text } from "../../mark/text.js";
import type { Role } from "../../role.js";
import type { colourOf } from "../focus.js";
import { fillOf } from "../focus.js";
import type { ViewInput } from "../input.js";
import type { MetPass, MetStation } from "../pass.js";

/** The room that the word `reroute` needs. */
const REROUTE = 50;

/** What the chart's parts are drawn from. */
export interface ChartInput {
  readonly input: ViewInput;
  readonly packet: PacketState | null;
  readonly namespace: NamespaceId | null;
  readonly pass: MetPass;
  /** The tables that the namespace has, as `HOOK/table`. */
  readonly present: ReadonlySet<string>;
  readonly colour: ReturnType<typeof colourOf>;
  /** Whether the step rewrites the packet's addresses. */
  readonly isTranslating: boolean;
}

/** A hook with its stations. */
export function drawGroup({ hook, rect, stations }: GroupPlan, given: ChartInput): readonly Mark[] {
  const { pass, colour } = given;
  const isReached = pass.hooks.has(hook);
  return [
    box(`hook/${hook}`, rect, {
      fill: "background",
      stroke: isReached ? colour : "quiet-line",
      radius: 8,
      action: `hook:${hook}`,
    }),
    text(`hook/${hook}/name`, { x: rect.x + 8, y: rect.y + 14, room: rect.width - 16 }, hook, {
      size: 11,
      mono: true,
      bold: true,
      fill: isReached ? colour : "quiet-text",
    }),
    ...stations.flatMap((station) => drawStation(hook, station, given)),
  ];
}

function drawStation(
  hook: string,
  { station, rect, isSlim = false }: StationPlan,
  { input, pass, present, colour, isTranslating }: ChartInput,
): readonly Mark[] {
  const { words } = input;
  const key = `hook/${hook}/${station}`;
  const met = pass.stations.findLast((one) => one.hook === hook && one.station === station);
  const isOwn = OWN_STATIONS.has(station);
  const isThere = isOwn ? present.size > 0 : present.has(`${hook}/${station}`);
  const isCurrent = met !== undefined && met === pass.stations.at(-1);
  const look = lookOf(met, isThere, isCurrent, isCurrent && isTranslating ? "translation" : colour);
  const name =
    station === "conntrack" || station === "confirm"
      ? words[station]
      : station === "reroute" && rect.width < REROUTE
        ? ROUTE
        : (chainIn(station) ?? station);
  const note = noteOf(station, words);
  const result =
    met === undefined
      ? isThere
        ? null
        : words["reason-absent"]
      : met.reason === null
        ? words[`result-${met.result}`]
        : `${words["result-skipped"]}: ${words[`reason-${met.reason}`]}`;
  const tooltip = [
    result === null ? `${name} ${hook}` : `${name} ${hook} – ${result}`,
    ...(note === undefined ? [] : [note]),
  ].join("\n");
  const middle = rect.y + rect.height / 2;
  return [
    box(key, rect, { ...look.box, radius: 4, tooltip, action: `hook:${hook}/table:${station}` }),
    text(
      `${key}/name`,
      isSlim
        ? { x: rect.x + rect.width / 2, y: middle + 3.8, room: rect.width - 4 }
        : { x: rect.x + 7, y: middle + 3.8, room: rect.width - 24 },
      name,
      {
        size: 11,
        mono: true,
        fill: look.ink,
        anchor: isSlim ? "middle" : "start",
        ...(isCurrent || (isSlim && met !== undefined) ? { bold: true } : {}),
      },
    ),
    ...(look.sign === null || isSlim
      ? []
      : [sign(`${key}/sign`, { x: rect.x + rect.width - 11, y: middle }, look.sign, look.ink)]),
  ];
}

function noteOf(station: string, words: ViewInput["words"]): string | undefined {
  switch (station) {
    case "defrag":
    case "helper":
    case "ipvs":
    case "reroute":
      return words[`station-${station}`];
    default:
      return undefined;
  }
}

interface Look {
  readonly box: BoxLook;
  readonly ink: Role;
  readonly sign: Sign | null;
}

function lookOf(
  met: MetStation | undefined,
  isThere: boolean,
  isCurrent: boolean,
  colour: ChartInput["colour"] | "translation",
): Look {
  if (met === undefined || met.reason === "absent") {
    return isThere
      ? { box: { fill: "card", stroke: "line" }, ink: "text", sign: null }
      : { box: { fill: null, stroke: null }, ink: "quiet-text", sign: null };
  }
  switch (met.result) {
    case "passed":
      return reached(isCurrent, colour, "passed");
    case "inside":
      return reached(true, colour, colour === "translation" ? "changed" : null);
    case "changed":
      return reached(isCurrent, "translation", "changed");
    case "stopped":
      return reached(isCurrent, "drop", "stopped");
    case "skipped":
      return {
        box: {
          fill: "card",
          stroke: isCurrent ? colour : "wire",
          strokeWidth: isCurrent ? 2 : 1,
          dashed: true,
        },
        ink: isCurrent ? "text" : "quiet-text",
        sign: "skipped",
      };
  }
}

function reached(
  isCurrent: boolean,
  colour: "packet" | "dns" | "drop" | "translation",
  kind: Sign | null,
): Look {
  return isCurrent
    ? { box: { fill: colour, stroke: colour }, ink: "on-packet", sign: kind }
    : { box: { fill: fillOf(colour), stroke: colour }, ink: "text", sign: kind };
}
