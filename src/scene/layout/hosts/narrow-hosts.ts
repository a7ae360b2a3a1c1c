import type { ServiceHeader } from "../../../trace/header.js";
import type { Trace } from "../../../trace/trace.js";
import type { Rect } from "../../mark/box.js";
import type { Point } from "../../mark/polyline.js";
import { servicesPlan } from "../foot-plan.js";
import { createSpotMap, deviceKey } from "../spot.js";
import { cableName } from "./cable-name.js";
import { cardHeight, NARROW } from "./card-rows.js";
import { hostCard } from "./host-card.js";
import { columnsOf } from "./host-columns.js";
import { hostGraphOf } from "./host-graph.js";
import type { CablePlan, HostPlan, HostStagePlan } from "./host-plan.js";
import { tracksOf } from "./tracks.js";
import { NO_SERVICES } from "./wide-hosts.js";

const MARGIN = 10;
const GAP = 10;
const STRIP = 52;
const WIRE = 9;
const TRACK = 10;
const LABEL = 15;
const SERVICE = 40;

interface Leaving {
  readonly key: string;
  readonly at: Point;
  /** The height at which its cable runs to the right. */
  readonly y: number;
  readonly link: number;
}

/** The stage of hosts on a small screen: cards below each other, the cables at their right, the packet's headers on top. */
export function narrowHosts(
  trace: Trace,
  width: number,
  height: number,
  inPlay: ServiceHeader | null,
): HostStagePlan {
  const { header } = trace;
  const graph = hostGraphOf(trace);
  const map = createSpotMap();
  const strip: Rect = { x: MARGIN, y: MARGIN, width: width - 2 * MARGIN, height: STRIP };
  const gutter = Math.min(6, graph.links.length) * TRACK + 4;
  const cardWidth = width - 2 * MARGIN - gutter;
  const linkOf = (host: string, device: string): number =>
    graph.links.findIndex(({ ports }) =>
      ports.some((port) => port.host === host && port.device === device),
    );
  const hosts: HostPlan[] = [];
  const leaving: Leaving[] = [];
  const labels = new Map<number, CablePlan["label"]>();
  let y = strip.y + STRIP + GAP;
  for (const host of graph.hosts) {
    const columns = columnsOf(header, graph, host);
    const rect = { x: MARGIN, y, width: cardWidth, height: cardHeight(columns, cardWidth, NARROW) };
    const card = hostCard({
      header,
      host,
      columns,
      rect,
      style: NARROW,
      lane: strip,
      cableLane: strip,
      map,
    });
    hosts.push(card.plan);
    const bottom = y + rect.height;
    // The rightmost device's cable runs highest, so that none crosses another.
    const sorted = card.ports
      .filter(({ device }) => linkOf(host.namespace.id, device) !== -1)
      .sort((a, b) => b.at.x - a.at.x);
    let below = 0;
    for (const { device, at, turn } of sorted) {
      const link = linkOf(host.namespace.id, device);
      const key = deviceKey(host.namespace.id, device);
      leaving.push({ key, at, y: turn ?? bottom + 8 + below * WIRE, link });
      if (turn === null) below++;
    }
    y = bottom + (below === 0 ? 0 : 8 + below * WIRE);
    for (const { device } of sorted) {
      const link = linkOf(host.namespace.id, device);
      const found = graph.links[link];
      if (found === undefined || labels.has(link) || found.segment.kind !== "lan") continue;
      labels.set(link, { x: MARGIN + cardWidth, y: y + 9, room: cardWidth, anchor: "end" });
      y += LABEL;
    }
    y += GAP;
  }
  const spans = graph.links.map((_, index) => {
    const ys = leaving.filter(({ link }) => link === index).map((end) => end.y);
    return { from: Math.min(...ys), to: Math.max(...ys) };
  });
  const tracks = tracksOf(spans, 4);
  const cables = graph.links.map((link, index): CablePlan => {
    const x = MARGIN + cardWidth + 8 + Math.min(5, tracks[index] ?? 0) * TRACK;
    const ends = leaving.filter((end) => end.link === index);
    for (const [place, from] of ends.entries()) {
      for (const to of ends.slice(place + 1)) {
        map.join(from.key, to.key, [
          ...[from.at, { x: from.at.x, y: from.y }, { x, y: from.y }],
          ...[{ x, y: to.y }, { x: to.at.x, y: to.y }, to.at],
        ]);
      }
    }
    const ys = ends.map((end) => end.y);
    return {
      segment: link.segment,
      name: cableName(graph, link),
      lines: [
        ...ends.map((end) => [end.at, { x: end.at.x, y: end.y }, { x, y: end.y }]),
        [
          { x, y: Math.min(...ys) },
          { x, y: Math.max(...ys) },
        ],
      ],
      label: labels.get(index) ?? null,
    };
  });
  const foot = { x: MARGIN, y, width: width - 2 * MARGIN, height: SERVICE };
  const services = header.services.length === 0 ? NO_SERVICES : servicesPlan(trace, foot, inPlay);
  const bottom = header.services.length === 0 ? y : y + SERVICE + MARGIN;
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
    strip,
    hosts,
    cables,
    hiddenHosts: hasHidden
      ? { names: graph.hidden, at: { x: MARGIN, y: bottom + 8 }, room: width - 2 * MARGIN }
      : null,
  };
}
