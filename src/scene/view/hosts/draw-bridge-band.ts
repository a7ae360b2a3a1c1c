import type { BridgeBand } from "../../layout/chart-plan.js";
import { box, centreOf } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import { textWidth } from "../../measure.js";
import { fillOf } from "../focus.js";
import type { ChartInput } from "../flowchart/draw-group.js";

const TITLE = { size: 11 } as const;

/** The bridges' own hooks: the stages of ebtables, and the hooks of IP that br_netfilter calls inside them. */
export function drawBridgeBand(
  { areas, title: at, groups, decision }: BridgeBand,
  given: ChartInput,
): readonly Mark[] {
  const { input, pass, colour } = given;
  const { words } = input;
  const isOn = isShownToIptables(given);
  const met = pass.stations.findLast(({ station }) => station === "bridge");
  const isCurrent = met !== undefined && met === pass.stations.at(-1);
  const { x, y } = centreOf(decision);
  const title = words[isOn ? "bridge-band" : "bridge-band-off"];
  return [
    ...areas.map((area, index) =>
      box(`bridges/${index}`, area, {
        fill: "device-fill",
        stroke: areas.length > 1 ? null : "quiet-line",
        radius: areas.length > 1 ? 0 : 8,
      }),
    ),
    ...(at === null
      ? []
      : [
          text("bridges/title", at, shorterTitle(title, at.room), {
            ...TITLE,
            anchor: "middle",
            fill: "quiet-text",
            tooltip: title,
          }),
        ]),
    ...groups.flatMap((group) => drawHook(group, isOn, given)),
    box("bridges/decision", decision, {
      fill: isCurrent ? colour : met === undefined ? "card" : fillOf(colour),
      stroke: met === undefined ? "wire" : colour,
      tooltip: title,
    }),
    text("bridges/decision/name", { x, y: y + 4, room: decision.width - 8 }, words.bridge, {
      size: 11,
      anchor: "middle",
      fill: isCurrent ? "on-packet" : met === undefined ? "quiet-text" : "text",
      ...(isCurrent ? { bold: true } : {}),
    }),
  ];
}

// Its first words are those of the box in which a bridge decides.
function shorterTitle(title: string, room: number): string {
  return textWidth(title, TITLE) <= room ? title : title.slice(title.indexOf("·") + 1).trim();
}

function drawHook(
  { hook, rect, stations }: BridgeBand["groups"][number],
  isOn: boolean,
  { input, pass, colour }: ChartInput,
): readonly Mark[] {
  const { words } = input;
  const isReached = pass.hooks.has(hook);
  return [
    box(`hook/${hook}`, rect, {
      fill: "background",
      stroke: isReached ? colour : "quiet-line",
      radius: 8,
    }),
    text(
      `hook/${hook}/name`,
      { x: rect.x + 7, y: rect.y + 13, room: rect.width - 12 },
      hook.replace("bridge ", "br "),
      { size: 11, mono: true, bold: true, fill: isReached ? colour : "quiet-text" },
    ),
    ...stations.flatMap(({ station, rect: chip }) => {
      const key = `hook/${hook}/${station}`;
      const nested = station.startsWith("ip ") ? station.slice(3) : null;
      const isLit = nested === null ? isReached && station !== "broute" : pass.nested.has(nested);
      const note =
        nested !== null
          ? words[isOn ? "nested-on" : "nested-off"]
          : words[station === "broute" ? "station-broute" : "station-ebtables"];
      const isThere = nested !== null && isOn;
      return [
        box(key, chip, {
          radius: 4,
          fill: isLit && nested !== null ? fillOf(colour) : isThere ? "card" : null,
          stroke: isLit ? colour : isThere ? "line" : "quiet-line",
          dashed: nested === null || !isOn,
          tooltip: note,
          ...(nested === null ? {} : { action: `hook:${nested}` }),
        }),
        text(
          `${key}/name`,
          { x: chip.x + chip.width / 2, y: chip.y + chip.height / 2 + 3.8, room: chip.width - 4 },
          nested === null || nested.length * 6.6 + 20 <= chip.width ? station : nested,
          {
            size: 11,
            mono: true,
            anchor: "middle",
            fill: isLit && nested !== null ? "text" : "quiet-text",
            ...(isLit && nested !== null ? { bold: true } : {}),
          },
        ),
      ];
    }),
  ];
}

// A setting of the namespace, one for each family.
function isShownToIptables({ input, packet, namespace }: ChartInput): boolean {
  if (namespace === null) return false;
  const name = packet?.headers.family === "ipv6" ? "ip6tables" : "iptables";
  const sysctls = input.after.tables[namespace]?.sysctls;
  return sysctls?.[`net/bridge/bridge-nf-call-${name}`] !== "0";
}
