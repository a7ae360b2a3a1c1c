import type { NamespaceHeader, ServiceHeader } from "../../trace/header.js";
import type { Trace } from "../../trace/trace.js";
import type { NamespaceId } from "../../trace/id.js";
import { formatPrefix, parsePrefix } from "../../base/prefix.js";
import { namespaceOf } from "../naming.js";
import type { Rect } from "../mark/box.js";
import { shownNodes, shownPods } from "./actors.js";
import { castOf } from "./cast.js";
import type { Shown } from "./actors.js";
import { FOOT_HEIGHT, footPlan } from "./foot-plan.js";
import { joinLan, trunkOf } from "./join-lan.js";
import type { LanPort } from "./join-lan.js";
import { podAreaHeight } from "./pod-grid.js";
import { createSpotMap } from "./spot.js";
import type { LanPlan, NodePlan, StagePlan } from "./stage-plan.js";
import { wideCardHeight, wideNode } from "./wide-node.js";

const MARGIN = 16;
const GAP = 16;
const NARROWEST_CARD = 184;
const WIDEST_CARD = 440;
const FEW = 3;
const MOST_PODS = 5;
const LAN_LANE = 72;
const BAR = 10;
const LAN_LABEL = 30;

/** The cards of one row, and the height that the pods of the fullest take. */
interface Row {
  readonly cards: readonly {
    readonly node: NamespaceHeader;
    readonly pods: Shown<NamespaceHeader>;
  }[];
  readonly podHeight: number;
}

/** The stage where cards fit side by side: nodes above their network, Services below it. */
export function widePlan(
  trace: Trace,
  width: number,
  height: number,
  inPlay: ServiceHeader | null,
): StagePlan {
  // Nodes without a part in the play are shown as far as one row has room for them.
  const { shown: nodes, hidden: hiddenNodes } = shownNodes(trace, inOneRow(width));
  const free = width - 2 * MARGIN + GAP;
  const columns = Math.max(1, Math.min(nodes.length, inOneRow(width)));
  const cardWidth = Math.min(WIDEST_CARD, Math.floor(free / columns) - GAP);
  const rows = rowsOf(trace, nodes, columns, cardWidth);
  const spare = Math.max(0, height - naturalHeight(rows)) / Math.max(1, rows.length);
  const nodeLane = Math.min(70, spare * 0.5);
  const lanLane = LAN_LANE + Math.min(50, spare * 0.3);
  const total = columns * (cardWidth + GAP) - GAP;
  const left = Math.round((width - total) / 2);
  const map = createSpotMap();
  const plans: NodePlan[] = [];
  const bars: Rect[] = [];
  const ports: LanPort[] = [];
  let lane: Rect = { x: MARGIN, y: MARGIN, width: width - 2 * MARGIN, height: 0 };
  let y = MARGIN;
  for (const { cards, podHeight } of rows) {
    const cardHeight = wideCardHeight(podHeight) + nodeLane;
    const bar = { x: left, y: y + cardHeight + lanLane, width: total, height: BAR };
    lane = { ...lane, y: y + cardHeight + 2, height: lanLane - 4 };
    for (const [column, card] of cards.entries()) {
      const x = left + column * (cardWidth + GAP);
      const rect = { x, y, width: cardWidth, height: cardHeight };
      plans.push(
        wideNode({ header: trace.header, ...card, rect, podHeight, bar, lane, map, ports }),
      );
    }
    bars.push(bar);
    y = bar.y + BAR + GAP;
  }
  const lanBottom = y - GAP;
  const foot = footPlan(trace, {
    rect: { x: MARGIN, y: lanBottom + LAN_LABEL, width: width - 2 * MARGIN, height: FOOT_HEIGHT },
    inPlay,
    bar: bars.at(-1) ?? null,
    lane,
    map,
    ports,
  });
  joinLan(map, ports, left - 10);
  const trunk = trunkOf(bars, left - 10);
  const labelAt = { x: left + 2, y: lanBottom + 17 };
  const { firstWire, ...below } = foot;
  return {
    width,
    height: Math.max(height, lanBottom + LAN_LABEL + FOOT_HEIGHT + MARGIN),
    nodes: plans,
    hiddenNodes,
    lan: lanPlan(trace, trunk === null ? bars : [...bars, trunk], {
      at: labelAt,
      room: Math.min(firstWire, left + total) - labelAt.x - 10,
    }),
    ...below,
    spots: map.spots,
    ways: map.ways,
    strip: null,
  };
}

/** Whether all nodes that are shown have room side by side. */
export function fitsInOneRow(trace: Trace, width: number): boolean {
  const { namespaces } = castOf(trace);
  const nodes = trace.header.namespaces.filter(({ kind }) => kind === "node");
  return (
    nodes.filter(({ id }) => namespaces.has(id) || nodes.length <= FEW).length <= inOneRow(width)
  );
}

function inOneRow(width: number): number {
  return Math.floor((width - 2 * MARGIN + GAP) / (NARROWEST_CARD + GAP));
}

/** The nodes' network, where the trace has one. */
export function lanPlan(
  trace: Trace,
  bars: readonly Rect[],
  label: LanPlan["label"],
): LanPlan | null {
  const segment = trace.header.segments.find(({ kind }) => kind === "lan");
  if (segment === undefined || bars.length === 0) return null;
  const prefixes = new Set(
    segment.ports.flatMap(({ namespace, device }) => prefixesOf(trace, namespace, device)),
  );
  return { name: [segment.name, ...prefixes].join(" · "), bars, label };
}

// A network that is named by its prefix is not named twice.
function prefixesOf({ header }: Trace, namespace: NamespaceId, device: string): readonly string[] {
  const names = new Set(header.segments.map(({ name }) => name));
  const found = namespaceOf(header, namespace)?.tables.devices.find(({ name }) => name === device);
  return (found?.addresses ?? []).flatMap((text) => {
    const prefix = parsePrefix(text);
    return prefix === null || names.has(formatPrefix(prefix)) ? [] : [formatPrefix(prefix)];
  });
}

function rowsOf(
  trace: Trace,
  nodes: readonly NamespaceHeader[],
  columns: number,
  cardWidth: number,
): readonly Row[] {
  const cards = nodes.map((node) => ({ node, pods: shownPods(trace, node, MOST_PODS) }));
  const rows: Row[] = [];
  for (let start = 0; start < cards.length; start += columns) {
    const inRow = cards.slice(start, start + columns);
    const heights = inRow.map(({ pods }) => podAreaHeight(pods, cardWidth - 24));
    rows.push({ cards: inRow, podHeight: Math.max(...heights) });
  }
  return rows;
}

function naturalHeight(rows: readonly Row[]): number {
  const cards = rows.map(({ podHeight }) => wideCardHeight(podHeight) + LAN_LANE + BAR + GAP);
  return 2 * MARGIN - GAP + cards.reduce((sum, card) => sum + card, 0) + LAN_LABEL + FOOT_HEIGHT;
}
