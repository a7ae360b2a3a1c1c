import type { NamespaceHeader, ServiceHeader } from "../../trace/header.js";
import type { Trace } from "../../trace/trace.js";
import type { Rect } from "../mark/box.js";
import { shownNodes, shownOutside, shownPods } from "./actors.js";
import { servicesPlan } from "./foot-plan.js";
import { joinLan } from "./join-lan.js";
import type { LanPort } from "./join-lan.js";
import { narrowCardHeight, narrowNode } from "./narrow-node.js";
import { createSpotMap, deviceKey, insideKey, lanDeviceOf } from "./spot.js";
import type { SpotMap } from "./spot.js";
import type { OutsidePlan, StagePlan } from "./stage-plan.js";
import { lanPlan } from "./wide-plan.js";

const MARGIN = 10;
const GAP = 8;
const STRIP = 52;
const BAR = 8;
const BAR_GAP = 10;
const SERVICE = 40;
const OUTSIDE = 30;
const LABEL = 22;
const MOST_NODES = 4;
const MOST_PODS = 4;

/** The stage on a small screen: nodes below each other, their network beside them, the packet's headers in a strip on top. */
export function narrowPlan(
  trace: Trace,
  width: number,
  height: number,
  inPlay: ServiceHeader | null,
): StagePlan {
  const { header } = trace;
  const { shown: nodes, hidden: hiddenNodes } = shownNodes(trace, MOST_NODES);
  const cards = nodes.map((node) => ({ node, pods: shownPods(trace, node, MOST_PODS) }));
  const hosts = shownOutside(trace);
  const map = createSpotMap();
  const ports: LanPort[] = [];
  const strip = { x: MARGIN, y: MARGIN, width: width - 2 * MARGIN, height: STRIP };
  const cardWidth = width - 2 * MARGIN - BAR_GAP - BAR;
  const barX = MARGIN + cardWidth + BAR_GAP + BAR / 2;
  const top = strip.y + STRIP + GAP;
  const natural =
    top +
    cards.reduce((sum, { pods }) => sum + narrowCardHeight(pods, cardWidth) + GAP, 0) +
    hosts.length * (OUTSIDE + GAP) +
    LABEL +
    SERVICE +
    MARGIN;
  const spare = Math.min(26, Math.max(0, height - natural) / Math.max(1, cards.length));
  let y = top;
  const plans = cards.map(({ node, pods }) => {
    const rect = {
      x: MARGIN,
      y,
      width: cardWidth,
      height: narrowCardHeight(pods, cardWidth) + spare,
    };
    y += rect.height + GAP;
    return narrowNode({ header, node, pods, rect, strip, barX, map, ports });
  });
  const outside = hosts.map((namespace) => {
    const rect = { x: MARGIN, y, width: cardWidth, height: OUTSIDE };
    y += OUTSIDE + GAP;
    return outsidePlan({
      namespace,
      rect,
      strip,
      barX,
      map,
      ports,
      device: lanDeviceOf(header, namespace),
    });
  });
  joinLan(map, ports, barX);
  const bar = { x: barX - BAR / 2, y: top, width: BAR, height: y - GAP - top };
  const labelAt = { x: MARGIN + 2, y: y + 8 };
  const foot = { x: MARGIN, y: y + LABEL, width: width - 2 * MARGIN, height: SERVICE };
  return {
    width,
    height: Math.max(height, foot.y + SERVICE + MARGIN),
    nodes: plans,
    hiddenNodes,
    lan: lanPlan(trace, [bar], { at: labelAt, room: width - MARGIN - labelAt.x }),
    outside,
    ...servicesPlan(trace, foot, inPlay),
    spots: map.spots,
    ways: map.ways,
    strip,
  };
}

function outsidePlan(given: {
  readonly namespace: NamespaceHeader;
  readonly rect: Rect;
  readonly strip: Rect;
  readonly barX: number;
  readonly map: SpotMap;
  readonly ports: LanPort[];
  readonly device: string | null;
}): OutsidePlan {
  const { namespace, rect, strip, barX, map, ports, device } = given;
  const inside = { x: rect.x + rect.width, y: rect.y + rect.height / 2 };
  const at = { x: barX, y: inside.y };
  map.place(insideKey(namespace.id), inside, strip);
  if (device === null) return { namespace, rect, wire: [] };
  const key = deviceKey(namespace.id, device);
  map.place(key, at, strip);
  map.join(insideKey(namespace.id), key, []);
  ports.push({ key, at });
  return { namespace, rect, wire: [inside, at] };
}
