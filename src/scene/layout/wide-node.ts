import type { NamespaceHeader, TraceHeader } from "../../trace/header.js";
import type { Rect } from "../mark/box.js";
import type { Shown } from "./actors.js";
import type { LanPort } from "./join-lan.js";
import { placePods } from "./pod-grid.js";
import { deviceKey, insideKey, lanDeviceOf } from "./spot.js";
import type { SpotMap } from "./spot.js";
import type { DevicePlan, NodePlan } from "./stage-plan.js";

const HEAD = 36;
const LANE = 84;
const STACK = 62;
const DEVICE = 22;
const DEVICE_WIDTH = 56;
const DEVICE_GAP = 14;
const FOOT = 10;

/** The height of a card whose pods take this height. */
export function wideCardHeight(podHeight: number): number {
  return HEAD + podHeight + LANE + STACK + DEVICE_GAP + DEVICE + FOOT;
}

/** A node's card: pods on top, their wires down to the stack, and the device on the nodes' network below it. */
export function wideNode(given: {
  readonly header: TraceHeader;
  readonly node: NamespaceHeader;
  readonly pods: Shown<NamespaceHeader>;
  readonly rect: Rect;
  readonly podHeight: number;
  readonly bar: Rect;
  /** The room below the cards for the tag of a packet that leaves or enters. */
  readonly lane: Rect;
  readonly map: SpotMap;
  readonly ports: LanPort[];
}): NodePlan {
  const { header, node, rect, podHeight, map } = given;
  const bottom = rect.y + rect.height;
  const inner = { x: rect.x + 12, width: rect.width - 24 };
  const stack = { ...inner, y: bottom - FOOT - DEVICE - DEVICE_GAP - STACK, height: STACK };
  const laneTop = rect.y + HEAD + podHeight;
  const lane = { x: rect.x + 8, y: laneTop, width: rect.width - 16, height: stack.y - laneTop };
  const railY = stack.y + 14;
  const outX = stack.x + stack.width - 36;
  const standX = Math.round(stack.x + stack.width / 2);
  map.place(insideKey(node.id), { x: standX, y: railY }, lane);
  const { pods, hidden } = placePods({
    ...given,
    area: { ...inner, y: rect.y + HEAD, height: podHeight },
    lane,
    stackTop: stack.y,
    railY,
  });
  const name = lanDeviceOf(header, node);
  if (name !== null) {
    const key = deviceKey(node.id, name);
    map.place(key, { x: outX, y: bottom + 13 }, given.lane);
    map.join(insideKey(node.id), key, [{ x: outX, y: railY }]);
    given.ports.push({ key, at: { x: outX, y: given.bar.y + given.bar.height / 2 } });
  }
  const ends = [standX, outX, ...pods.flatMap(({ wire }) => wire.at(-1)?.x ?? [])];
  return {
    namespace: node,
    rect,
    pods,
    isLow: false,
    hidden,
    stack,
    stackText: { x: stack.x + 12, y: stack.y + 37, room: stack.width - 12 - 36 - 12 },
    rail: [
      { x: Math.min(...ends), y: railY },
      { x: Math.max(...ends), y: railY },
    ],
    devices: name === null ? [] : [devicePlan(name, outX, railY, stack.y + STACK, given.bar)],
  };
}

function devicePlan(
  name: string,
  x: number,
  railY: number,
  stackBottom: number,
  bar: Rect,
): DevicePlan {
  const y = stackBottom + DEVICE_GAP;
  return {
    name,
    rect: { x: x - DEVICE_WIDTH / 2, y, width: DEVICE_WIDTH, height: DEVICE },
    wires: [
      [
        { x, y: railY },
        { x, y },
      ],
      [
        { x, y: y + DEVICE },
        { x, y: bar.y + bar.height / 2 },
      ],
    ],
  };
}
