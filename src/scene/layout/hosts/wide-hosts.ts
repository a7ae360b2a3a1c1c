import type { ServiceHeader } from "../../../trace/header.js";
import type { Trace } from "../../../trace/trace.js";
import { FOOT_HEIGHT, servicesPlan } from "../foot-plan.js";
import { createSpotMap, deviceKey } from "../spot.js";
import type { Rect } from "../../mark/box.js";
import { cableName } from "./cable-name.js";
import { cardHeight, cardWidth, WIDE } from "./card-rows.js";
import type { CardStyle } from "./card-rows.js";
import { hostCard } from "./host-card.js";
import type { CardPort } from "./host-card.js";
import { columnsOf, isTunnel } from "./host-columns.js";
import type { Column } from "./host-columns.js";
import { hostGraphOf } from "./host-graph.js";
import type { HostLink, HostNode } from "./host-graph.js";
import type { CablePlan, HostPlan, HostStagePlan } from "./host-plan.js";
import { joinCable } from "./join-cable.js";
import { tracksOf, widestGap } from "./tracks.js";

const MARGIN = 12;
const GAP = 10;
/** From one track to the next; networks have their names below. */
const TRACK = 24;
const TRUNK = 10;
const MOST_EXTRA = 150;
const LABEL = 16;

/** The parts of a card, and the room for a packet's tag below it. */
interface Room {
  readonly style: CardStyle;
  readonly tag: number;
  /** From one cable without a name to the next. */
  readonly track: number;
}

const ROOMY: Room = { style: WIDE, tag: 62, track: 13 };
/** With tags that also tell what a tunnel's packet carries. */
const TUNNELLED: Room = { style: { ...WIDE, lane: WIDE.lane + 26 }, tag: 88, track: 13 };
const TIGHT: Room = { style: { ...WIDE, head: 26, lane: 54 }, tag: 58, track: 11 };

interface Card {
  readonly host: HostNode;
  readonly columns: readonly Column[];
  readonly width: number;
}

/** The stage of hosts where cards fit side by side: in rows, with the cables below each row. */
export function wideHosts(
  trace: Trace,
  width: number,
  height: number,
  inPlay: ServiceHeader | null,
): HostStagePlan {
  const { header } = trace;
  const graph = hostGraphOf(trace);
  const hasTunnels = graph.hosts.some(({ devices }) => devices.some(isTunnel));
  const hasNames = graph.links.some(({ segment }) => segment.kind === "lan");
  const trackOf = ({ track }: Room): number => (hasNames ? TRACK : track);
  const trunks = graph.links.length * TRUNK;
  const single = rowsOf(trace, graph, width - 2 * MARGIN);
  const isOneRow = single.length <= 1;
  const left = MARGIN + (isOneRow ? 0 : trunks);
  const rows = isOneRow ? single : rowsOf(trace, graph, width - left - MARGIN);
  const map = createSpotMap();
  const hosts: HostPlan[] = [];
  const ports = new Map<string, CardPort["at"] & { readonly row: number }>();
  const tracks = graph.links.map((): { readonly row: number; readonly y: number }[] => []);
  const labels = new Map<HostLink, CablePlan["label"]>();
  const totalOf = (one: Room): number =>
    rows.reduce(
      (sum, cards) =>
        sum +
        rowHeight(cards, graph.links, {
          style: one.style,
          trackHeight: trackOf(one),
          isOnlyRow: isOneRow,
        }) +
        one.tag +
        GAP,
      2 * MARGIN,
    );
  // Without rules nothing is translated, and tags are low.
  const isTight = header.ruleSets.length === 0 && totalOf(ROOMY) > height;
  const room = hasTunnels ? TUNNELLED : isTight ? TIGHT : ROOMY;
  const { style, tag } = room;
  const trackHeight = trackOf(room);
  const total = totalOf(room);
  const foot = header.services.length > 0 ? FOOT_HEIGHT + GAP : 0;
  const spare = Math.min(30, Math.max(0, height - total - foot) / Math.max(1, 2 * rows.length));
  let y = MARGIN;
  for (const [row, cards] of rows.entries()) {
    const cardsHeight =
      Math.max(...cards.map((card) => cardHeight(card.columns, card.width, style))) + spare;
    const cableY = y + cardsHeight;
    const own = graph.links.map((link) => link.ports.filter((port) => isIn(cards, port.host)));
    const taken = own.filter((each) => each.length > 0).length;
    const cableLane = { x: 8, y: cableY + 3, width: width - 16, height: tag + spare * 0.6 - 6 };
    const widths = cards.reduce((sum, card) => sum + card.width + GAP, -GAP);
    let x = left + (width - left - MARGIN - widths) / 2;
    for (const { host, columns, width: own } of cards) {
      const rect: Rect = { x: Math.round(x), y, width: own, height: cardsHeight };
      const card = hostCard({
        header,
        host,
        columns,
        rect,
        style,
        lane: null,
        cableLane,
        map,
      });
      hosts.push(card.plan);
      for (const { device, at } of card.ports) {
        ports.set(deviceKey(host.namespace.id, device), { ...at, row });
      }
      x += own + GAP;
    }
    const spans = own.map((each, index) => {
      const xs = each.map(({ host, device }) => ports.get(deviceKey(host, device))?.x ?? 0);
      const isSplit = (graph.links[index]?.ports.length ?? 0) > each.length;
      return { from: isSplit ? trunkX(left, index) : Math.min(...xs), to: Math.max(...xs), xs };
    });
    const used = spans.flatMap((span, index) => (span.xs.length > 0 ? [index] : []));
    const placed = tracksOf(
      used.map((index) => spans[index] ?? { from: 0, to: 0 }),
      6,
    );
    for (const [place, index] of used.entries()) {
      const track = placed[place] ?? 0;
      const lineY = cableY + tag + spare * 0.6 + track * trackHeight;
      tracks[index]?.push({ row, y: lineY });
      const span = spans[index];
      const link = graph.links[index];
      if (span === undefined || link === undefined || labels.has(link)) continue;
      // Wires to lower tracks pass through; the name stands where none does.
      const passing = used.flatMap((other, at) =>
        (placed[at] ?? 0) > track ? (spans[other]?.xs ?? []) : [],
      );
      const gap = widestGap(span, passing);
      const room = gap.to - gap.from - 16;
      labels.set(
        link,
        room < 50 ? null : { x: gap.from + 8, y: lineY + LABEL, room, anchor: "start" },
      );
    }
    const depth = Math.max(0, ...placed) + 1;
    y = cableY + (taken === 0 ? 0 : tag + spare * 0.6 + depth * trackHeight) + GAP;
  }
  const cables = graph.links.map((link, index): CablePlan => {
    const ends = link.ports.flatMap(({ host, device }) => {
      const at = ports.get(deviceKey(host, device));
      return at === undefined ? [] : [{ key: deviceKey(host, device), at, row: at.row }];
    });
    return {
      segment: link.segment,
      name: cableName(graph, link),
      lines: joinCable(map, ends, tracks[index] ?? [], trunkX(left, index)),
      label: labels.get(link) ?? null,
    };
  });
  const footRect = { x: MARGIN, y, width: width - 2 * MARGIN, height: FOOT_HEIGHT };
  const services =
    header.services.length === 0 ? NO_SERVICES : servicesPlan(trace, footRect, inPlay);
  const bottom = header.services.length === 0 ? y : y + FOOT_HEIGHT + GAP;
  const hasHidden = graph.hidden.length > 0;
  return {
    width,
    height: Math.max(height, bottom + (hasHidden ? LABEL : 0)),
    nodes: [],
    hiddenNodes: [],
    lan: null,
    outside: [],
    ...services,
    spots: map.spots,
    ways: map.ways,
    strip: null,
    hosts,
    cables,
    hiddenHosts: hasHidden
      ? { names: graph.hidden, at: { x: MARGIN, y: bottom + 8 }, room: width - 2 * MARGIN }
      : null,
  };
}

/** No Services at all. */
export const NO_SERVICES = { services: [], hiddenServices: null } as const;

/** Whether the cards have room in at most two rows side by side. */
export function fitsWide(trace: Trace, width: number): boolean {
  const graph = hostGraphOf(trace);
  const widths = graph.hosts.map((host) => cardWidth(columnsOf(trace.header, graph, host), "list"));
  return Math.max(...widths, 0) <= width - 2 * MARGIN - graph.links.length * TRUNK;
}

function rowsOf(
  { header }: Trace,
  graph: ReturnType<typeof hostGraphOf>,
  free: number,
): readonly (readonly Card[])[] {
  const [best = [], ...others] = ordersOf(graph).map((hosts) =>
    filled(header, { ...graph, hosts }, free),
  );
  // A hub among its neighbours asks for long ways where not all fit into one row.
  return others.reduce(
    (least, rows) => (costOf(rows, graph.links) < costOf(least, graph.links) ? rows : least),
    best,
  );
}

function ordersOf({
  hosts,
  links,
}: ReturnType<typeof hostGraphOf>): readonly (readonly HostNode[])[] {
  const degree = ({ namespace }: HostNode): number =>
    links.filter(({ ports }) => ports.some(({ host }) => host === namespace.id)).length;
  return [hosts, [...hosts].sort((a, b) => degree(b) - degree(a))];
}

function costOf(rows: readonly (readonly Card[])[], links: readonly HostLink[]): number {
  const rowOf = (id: string): number => rows.findIndex((cards) => isIn(cards, id));
  return links.reduce((sum, { ports }) => {
    const places = ports.map(({ host }) => rowOf(host));
    return sum + Math.max(...places) - Math.min(...places);
  }, rows.length * links.length);
}

function filled(
  header: Trace["header"],
  graph: ReturnType<typeof hostGraphOf>,
  free: number,
): readonly (readonly Card[])[] {
  const rows: Card[][] = [[]];
  let used = 0;
  for (const host of graph.hosts) {
    const columns = columnsOf(header, graph, host);
    const boxes = cardWidth(columns, "boxes");
    const width = boxes <= free ? boxes : Math.min(free, cardWidth(columns, "list"));
    if (used > 0 && used + width > free) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push({ host, columns, width });
    used += width + GAP;
  }
  return rows.map((cards) => {
    const liked = cards.reduce((sum, { width }) => sum + width + GAP, -GAP);
    const extra = Math.min(MOST_EXTRA, Math.floor((free - liked) / Math.max(1, cards.length)));
    return cards.map((card) => ({ ...card, width: card.width + Math.max(0, extra) }));
  });
}

function rowHeight(
  cards: readonly Card[],
  links: readonly HostLink[],
  {
    style,
    trackHeight,
    isOnlyRow,
  }: {
    readonly style: CardStyle;
    readonly trackHeight: number;
    /** Cables to other rows meet at the trunks, so that each needs a track of its own. */
    readonly isOnlyRow: boolean;
  },
): number {
  const own = links.filter(({ ports }) => ports.some(({ host }) => isIn(cards, host))).length;
  const card = Math.max(0, ...cards.map(({ columns, width }) => cardHeight(columns, width, style)));
  return card + (isOnlyRow ? Math.min(own, 3) : own) * trackHeight;
}

function isIn(cards: readonly Card[], id: string): boolean {
  return cards.some(({ host }) => host.namespace.id === id);
}

function trunkX(left: number, index: number): number {
  return left - (index + 1) * TRUNK + 2;
}
