import type { TraceHeader } from "../../../trace/header.js";
import type { NamespaceId } from "../../../trace/id.js";
import type { Rect } from "../../mark/box.js";
import type { Point } from "../../mark/polyline.js";
import { placePods } from "../pod-grid.js";
import { deviceKey, insideKey, nodeEndOf } from "../spot.js";
import type { SpotMap } from "../spot.js";
import type { PodPlan } from "../stage-plan.js";
import { DEVICE_GAP, MOST_INNER, placeColumns, SIDE_WIRE } from "./card-rows.js";
import type { CardStyle, PlacedColumn } from "./card-rows.js";
import type { Column } from "./host-columns.js";
import type { HostNode } from "./host-graph.js";
import type { BridgePlan, HostPlan, InnerWire, PillPlan } from "./host-plan.js";
import { lowerWires } from "./lower-wires.js";
import { PILL, pillsOf } from "./pill-row.js";
import { RAIL, SPINE, stackWay, standIn } from "./stack-way.js";

/** Where a device's cable leaves a card. */
export interface CardPort {
  readonly device: string;
  readonly at: Point;
  /** The height at which it goes to the right inside the card; null where it leaves below. */
  readonly turn: number | null;
}

/** What a card is made from. */
interface Given {
  readonly header: TraceHeader;
  readonly host: HostNode;
  readonly columns: readonly Column[];
  readonly rect: Rect;
  readonly style: CardStyle;
  /** The free room for a packet's tag: inside the card, and where its cables are. */
  readonly lane: Rect | null;
  readonly cableLane: Rect;
  readonly map: SpotMap;
}

/** What a card collects from its columns. */
interface Parts {
  readonly lane: Rect;
  readonly wires: InnerWire[];
  readonly pods: PodPlan[];
  readonly hidden: HostPlan["hidden"][number][];
  readonly pills: PillPlan[];
  readonly ports: CardPort[];
  /** Everything that a packet can come from or go to in this card. */
  readonly doors: string[];
}

/** A host's card: in each of its columns who is wired to it, its box, and its devices. */
export function hostCard(given: Given): {
  readonly plan: HostPlan;
  readonly ports: readonly CardPort[];
} {
  const { host, columns, rect, style, map } = given;
  const { namespace } = host;
  const placed = placeColumns(columns, rect, style);
  const first = placed.find(({ row }) => row === 0);
  const stack = placed.find(({ column }) => column.bridge === null);
  const laneY = first === undefined ? rect.y : first.area.y + first.area.height;
  const lane = given.lane ?? {
    x: rect.x + 6,
    y: laneY,
    width: rect.width - 12,
    height: (first?.box.y ?? laneY) - laneY,
  };
  const parts: Parts = { lane, wires: [], pods: [], hidden: [], pills: [], ports: [], doors: [] };
  const bridges: BridgePlan[] = [];
  const stand = stack?.box ?? first?.box ?? rect;
  const inside = insideKey(namespace.id);
  map.place(inside, standIn(stand), lane);
  for (const one of placed) {
    const { bridge } = one.column;
    if (bridge !== null) {
      const key = deviceKey(namespace.id, bridge.name);
      bridges.push({ device: bridge, rect: one.box });
      map.place(key, standIn(one.box), lane);
      const way = stack === undefined ? [] : stackWay(placed, one, stack);
      map.join(key, inside, way);
      if (stack !== undefined)
        parts.wires.push(ownWire([standIn(one.box), ...way, standIn(stack.box)]));
      parts.doors.push(key);
    }
    placeInner(given, one, parts);
    placeDevices(given, one, parts);
  }
  // A host without rules tells of no hook: its packets go from device to device, but through its stack all the same.
  for (const [index, from] of parts.doors.entries()) {
    for (const to of parts.doors.slice(index + 1)) joinBy(map, from, inside, to);
  }
  return {
    plan: {
      namespace,
      rect,
      headY: rect.y + (style.head > 30 ? 22 : 18),
      inner: parts.pods,
      hidden: parts.hidden,
      bridges,
      stack: stack?.box ?? null,
      stackText: {
        x: stand.x + 12,
        y: stand.y + style.band / 2 - 3,
        room: stand.width - 12 - 2 * SPINE,
      },
      pills: parts.pills,
      wires: parts.wires,
    },
    ports: parts.ports,
  };
}

function placeInner(
  { header, host: { namespace }, map }: Given,
  { column, box, area }: PlacedColumn,
  { lane, pods, hidden, wires, doors }: Parts,
): void {
  const { bridge, inner } = column;
  if (inner.length === 0) return;
  const inside = insideKey(namespace.id);
  const key = bridge === null ? inside : deviceKey(namespace.id, bridge.name);
  const at = standIn(box);
  const rail = { x: at.x, y: box.y + RAIL };
  const placed = placePods({
    header,
    node: namespace,
    pods: {
      shown: inner.slice(0, MOST_INNER),
      hidden: inner.slice(MOST_INNER).map(({ name }) => name),
    },
    area,
    lane,
    stackTop: box.y,
    railY: rail.y,
    map,
  });
  pods.push(...placed.pods);
  if (placed.hidden !== null) hidden.push(placed.hidden);
  const ends: { readonly namespace: NamespaceId; readonly x: number }[] = [];
  for (const pod of placed.pods) {
    const end = nodeEndOf(header, pod.namespace);
    const x = pod.wire.at(-1)?.x;
    if (end === null || x === undefined) continue;
    const door = deviceKey(namespace.id, end);
    map.join(door, key, [{ x, y: rail.y }, rail]);
    if (bridge !== null) joinBy(map, door, key, inside);
    doors.push(door);
    ends.push({ namespace: pod.namespace.id, x });
  }
  if (ends.length > 0) wires.push({ points: [rail, at], ends });
}

function ownWire(points: readonly Point[]): InnerWire {
  return { points, ends: null };
}

function placeDevices(
  { host: { namespace }, map, cableLane }: Given,
  { column, box, isLowest }: PlacedColumn,
  { lane, pills, wires, ports, doors }: Parts,
): void {
  const { bridge } = column;
  const inside = insideKey(namespace.id);
  const key = bridge === null ? inside : deviceKey(namespace.id, bridge.name);
  const at = standIn(box);
  const rail = { x: at.x, y: box.y + box.height - RAIL };
  const own = pillsOf(column, box, box.y + box.height + DEVICE_GAP);
  for (const [index, pill] of own.entries()) {
    pills.push(pill);
    const x = middle(pill.rect);
    const { name } = pill.device;
    const foot = pill.rect.y + PILL;
    const door = deviceKey(namespace.id, name);
    wires.push(ownWire([at, rail, { x, y: rail.y }, { x, y: pill.rect.y }]));
    // The rightmost device's cable runs highest.
    const turn = isLowest ? null : foot + (own.length - index) * SIDE_WIRE - 3;
    const spot = pill.isVirtual ? pill.rect.y - DEVICE_GAP / 2 : (turn ?? foot + 12);
    map.place(door, { x, y: spot }, pill.isVirtual ? lane : cableLane);
    map.join(door, key, [{ x, y: rail.y }, rail]);
    if (bridge !== null) joinBy(map, door, key, inside);
    doors.push(door);
    if (!pill.isVirtual) ports.push({ device: name, at: { x, y: foot }, turn });
  }
  wires.push(...lowerWires(own, namespace.id, map).map(ownWire));
}

// The way between two spots by a third one, where they have none of their own.
function joinBy(map: SpotMap, from: string, by: string, to: string): void {
  const { ways, spots } = map;
  const [first, second] = [ways.get(`${from}>${by}`), ways.get(`${by}>${to}`)];
  const at = spots.get(by)?.point;
  if (ways.has(`${from}>${to}`) || first === undefined || second === undefined || at === undefined)
    return;
  map.join(from, to, [...first.slice(1, -1), at, ...second.slice(1, -1)]);
}

function middle({ x, width }: Pick<Rect, "x" | "width">): number {
  return Math.round(x + width / 2);
}
