import type { NamespaceHeader, TraceHeader } from "../../trace/header.js";
import type { Rect } from "../mark/box.js";
import type { Point } from "../mark/polyline.js";
import { textWidth } from "../measure.js";
import { addressesOf } from "../naming.js";
import type { Shown } from "./actors.js";
import { podRowForm, podRowHeight } from "./pod-row.js";
import { deviceKey, insideKey, nodeEndOf } from "./spot.js";
import type { SpotMap } from "./spot.js";
import type { NodePlan, PodPlan } from "./stage-plan.js";

const BOX = 48;
const ROW_GAP = 5;
const GAP = 10;
const NARROWEST_BOX = 92;
const WIDEST_BOX = 150;
const WIRE_GAP = 7;
const HIDDEN = 18;

/** The height of a node's pods: one row of boxes where they fit side by side, a list where they do not. */
export function podAreaHeight(pods: Shown<NamespaceHeader>, width: number): number {
  const hidden = pods.hidden.length > 0 ? HIDDEN : 0;
  const count = pods.shown.length;
  const row = podRowHeight(pods.shown, width - gutterOf(count));
  const height = fitsInBoxes(pods.shown, width) ? BOX : count * (row + ROW_GAP) - ROW_GAP;
  return Math.max(BOX, height) + hidden;
}

/** Where the pods of a node stand, and their wires down to the node's stack. */
export function placePods(given: {
  readonly header: TraceHeader;
  readonly node: NamespaceHeader;
  readonly pods: Shown<NamespaceHeader>;
  readonly area: Rect;
  readonly lane: Rect;
  readonly stackTop: number;
  readonly railY: number;
  readonly map: SpotMap;
}): Pick<NodePlan, "pods" | "hidden"> {
  const { pods, area } = given;
  const isGrid = fitsInBoxes(pods.shown, area.width);
  const planned = pods.shown.map((pod, index) =>
    isGrid ? boxed(given, pod, index) : listed(given, pod, index),
  );
  const last = planned.at(-1)?.rect;
  return {
    pods: planned,
    hidden:
      pods.hidden.length === 0
        ? null
        : {
            names: pods.hidden,
            at: {
              x: last?.x ?? area.x,
              y: (last === undefined ? area.y : last.y + last.height) + 14,
            },
            room: area.x + area.width - (last?.x ?? area.x),
          },
  };
}

type Given = Parameters<typeof placePods>[0];

function boxed(given: Given, pod: NamespaceHeader, index: number): PodPlan {
  const { area, pods, lane, stackTop, railY } = given;
  const count = pods.shown.length;
  const width = Math.min(WIDEST_BOX, (area.width - GAP * (count - 1)) / count);
  const x = area.x + (area.width - count * width - GAP * (count - 1)) / 2 + index * (width + GAP);
  const rect = { x, y: area.y, width, height: BOX };
  const wireX = Math.round(x + width / 2);
  const foot = area.y + BOX;
  wirePod(
    given,
    pod,
    { x: wireX, y: foot },
    { x: wireX, y: foot + 12 },
    { x: wireX, y: stackTop - 10 },
    lane,
  );
  const wire = wireOf(given, pod, [
    { x: wireX, y: foot },
    { x: wireX, y: railY },
  ]);
  return {
    namespace: pod,
    rect,
    form: "box",
    wire,
    wireName: nodeEndOf(given.header, pod) ?? "",
  };
}

function listed(given: Given, pod: NamespaceHeader, index: number): PodPlan {
  const { area, pods, lane, stackTop, railY } = given;
  const gutter = gutterOf(pods.shown.length);
  const width = area.width - gutter;
  const height = podRowHeight(pods.shown, width);
  const y = area.y + index * (height + ROW_GAP);
  const rect = { x: area.x + gutter, y, width, height };
  // The first pod's wire is the outermost, so no two wires cross.
  const wireX = area.x + 4 + index * WIRE_GAP;
  const port = { x: rect.x, y: y + height / 2 };
  wirePod(given, pod, port, { x: wireX, y: port.y }, { x: wireX, y: stackTop - 10 }, lane);
  const wire = wireOf(given, pod, [port, { x: wireX, y: port.y }, { x: wireX, y: railY }]);
  const wireName = nodeEndOf(given.header, pod) ?? "";
  return { namespace: pod, rect, form: podRowForm(height), wire, wireName };
}

// Who has no cable to its node has no wire.
function wireOf(
  { header }: Given,
  pod: NamespaceHeader,
  points: readonly Point[],
): readonly Point[] {
  return nodeEndOf(header, pod) === null ? [] : points;
}

// The wires of listed pods go down at their left.
function gutterOf(count: number): number {
  return count * WIRE_GAP + 6;
}

function wirePod(
  { header, node, map, railY }: Given,
  pod: NamespaceHeader,
  inside: { readonly x: number; readonly y: number },
  port: { readonly x: number; readonly y: number },
  nodeEnd: { readonly x: number; readonly y: number },
  lane: Rect,
): void {
  const veth = nodeEndOf(header, pod);
  const own = pod.tables.devices.find(({ segment }) => segment !== null)?.name;
  map.place(insideKey(pod.id), inside, lane);
  if (veth === null || own === undefined) return;
  map.place(deviceKey(pod.id, own), port, lane);
  map.place(deviceKey(node.id, veth), nodeEnd, lane);
  map.join(insideKey(pod.id), deviceKey(pod.id, own), []);
  map.join(deviceKey(pod.id, own), deviceKey(node.id, veth), []);
  map.join(deviceKey(node.id, veth), insideKey(node.id), [{ x: nodeEnd.x, y: railY }]);
}

function fitsInBoxes(pods: readonly NamespaceHeader[], width: number): boolean {
  const widest = pods.map(
    (pod) => textWidth(addressesOf(pod)[0] ?? "", { size: 11, mono: true }) + 14,
  );
  const needed = Math.max(NARROWEST_BOX, ...widest);
  return pods.length * (needed + GAP) - GAP <= width;
}
