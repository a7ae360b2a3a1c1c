import { fill } from "../../../message/fill.js";
import type { NamespaceId } from "../../../trace/id.js";
import type { BridgeBand } from "../../layout/chart-plan.js";
import { narrowChart } from "../../layout/narrow-chart.js";
import { wholeChart } from "../../layout/whole-chart.js";
import { wideChart } from "../../layout/wide-chart.js";
import { box } from "../../mark/box.js";
import type { Mark, TextMark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import { nameOf, namespaceOf } from "../../naming.js";
import { wrapText } from "../../wrap-text.js";
import type { Scene } from "../../scene.js";
import { natureText } from "../../../trace/tuple-text.js";
import { colourOf, focusOf, hostOf, rewritten } from "../focus.js";
import type { ViewInput } from "../input.js";
import { metPass, NO_PASS } from "../pass.js";
import { bareChart } from "./bare-chart.js";
import { drawEdges } from "./draw-edges.js";
import { drawGroup } from "./draw-group.js";
import type { ChartInput } from "./draw-group.js";
import { drawPlaces } from "./draw-places.js";
import { tablesOf } from "./table-presence.js";

const NARROW = 480;
const HINT = { size: 11 } as const;
const HINT_LINE = 16;

/** How the parts of the chart are laid out: what hosts with bridges need besides comes from where it is used. */
export interface ChartLayouts {
  readonly wide: typeof wideChart;
  readonly narrow: typeof narrowChart;
  readonly drawBridges: (band: BridgeBand, given: ChartInput) => readonly Mark[];
}

const PLAIN: ChartLayouts = { wide: wideChart, narrow: narrowChart, drawBridges: () => [] };

/** The netfilter chart of the namespace that the packet is in. */
export function flowchart(input: ViewInput): Scene {
  return flowchartBy(input, () => PLAIN);
}

/** The chart by the layouts that a namespace needs. */
export function flowchartBy(
  input: ViewInput,
  layoutsFor: (namespace: NamespaceId | null) => ChartLayouts,
): Scene {
  const { trace, words, width } = input;
  const { header } = trace;
  const packet = focusOf(input);
  const namespace = hostOf(input);
  const name = nameOf(header, namespace);
  const layouts = layoutsFor(namespace);
  const chart = wholeChart(header.chart, namespaceOf(header, namespace)?.iptables ?? null);
  const plan =
    width < NARROW ? layouts.narrow(chart, width) : layouts.wide(chart, width, input.height);
  const pass = packet === null ? NO_PASS : metPass(packet);
  const present = tablesOf(input.after, namespace, packet?.headers.family ?? null);
  const isBare = present.size === 0;
  const hint = packet === null ? fill(words["no-packet-chart"], { namespace: name }) : null;
  const hintAt = plan.note ?? { x: 16, y: plan.height - 6, width: width - 32, height: 40 };
  const hintLines = hint === null || isBare ? [] : wrapText(hint, hintAt.width, 3, HINT);
  const below = plan.note === null ? hintLines.length * HINT_LINE : 0;
  const colour = packet === null ? "packet" : colourOf(packet);
  const nature = packet === null ? "" : natureText(packet.headers);
  const isTranslating = packet !== null && rewritten(input, packet) !== null;
  const given = { input, namespace, pass, present, colour, packet, isTranslating } as const;
  const bare = isBare
    ? bareChart(given, fill(words["no-rules"], { namespace: name }), width)
    : null;
  const height = Math.max(input.height, bare === null ? plan.height + below : bare.bottom + 16);
  const marks = [
    box("background", { x: 0, y: 0, width, height }, { fill: "panel", stroke: null, radius: 0 }),
    text(
      "title",
      { x: 14, y: 22, room: width * 0.6 - 14 },
      fill(words["chart-title"], { namespace: name }),
      { size: 13, bold: true },
    ),
    text("nature", { x: width - 14, y: 22, room: width * 0.4 - 28 }, nature, {
      size: 11,
      mono: true,
      anchor: "end",
      fill: colour,
    }),
    ...(bare?.marks ?? [
      ...(plan.bridges === null ? [] : layouts.drawBridges(plan.bridges, given)),
      ...drawEdges(plan, given),
      ...plan.groups.flatMap((group) => drawGroup(group, given)),
      ...drawPlaces(plan, given),
    ]),
    ...hintLines.map((line, index) =>
      text(
        `hint/${index}`,
        {
          x: hintAt.x + hintAt.width / 2,
          y: hintAt.y + 12 + index * HINT_LINE,
          room: hintAt.width,
        },
        line,
        { ...HINT, anchor: "middle", fill: "quiet-text" },
      ),
    ),
  ];
  // Where the packet is, its box is filled, and the words on it have a colour of their own.
  const current = marks.find(
    (mark): mark is TextMark => mark.kind === "text" && mark.fill === "on-packet",
  );
  return {
    width,
    height,
    title: fill(words["chart-title"], { namespace: name }),
    description: input.caption,
    marks,
    motions: [],
    ...(current === undefined ? {} : { focus: { y: current.y - 50, height: 100 } }),
  };
}
