import type { NamespaceHeader, TraceHeader } from "../../trace/header.js";
import type { Rect } from "../mark/box.js";
import type { Shown } from "./actors.js";
import type { LanPort } from "./join-lan.js";
import { podRowForm, podRowHeight } from "./pod-row.js";
import { deviceKey, insideKey, lanDeviceOf, nodeEndOf } from "./spot.js";
import type { SpotMap } from "./spot.js";
import type { NodePlan, PodPlan } from "./stage-plan.js";

const HEAD = 26;
const ROW_GAP = 4;
const HIDDEN = 16;
const BODY = 62;
const FOOT = 8;
const LANE = 26;
const PAD = 8;
const DEVICE = 18;
const DEVICE_WIDTH = 48;
const DEVICE_GAP = 6;

/** The height of a card of this width with these pods. */
export function narrowCardHeight(pods: Shown<NamespaceHeader>, width: number): number {
  const row = podRowHeight(pods.shown, podWidthIn(width));
  const rows =
    pods.shown.length * (row + ROW_GAP) - ROW_GAP + (pods.hidden.length > 0 ? HIDDEN : 0);
  return HEAD + Math.max(BODY, rows) + FOOT;
}

/** A node's card on a small screen: pods at the left, the stack at the right of them, and its device below the stack. */
export function narrowNode(given: {
  readonly header: TraceHeader;
  readonly node: NamespaceHeader;
  readonly pods: Shown<NamespaceHeader>;
  readonly rect: Rect;
  readonly strip: Rect;
  /** The middle of the nodes' network. */
  readonly barX: number;
  readonly map: SpotMap;
  readonly ports: LanPort[];
}): NodePlan {
  const { header, node, pods, rect, strip, map, ports, barX } = given;
  const body = {
    x: rect.x + PAD,
    y: rect.y + HEAD,
    width: rect.width - 2 * PAD,
    height: rect.height - HEAD - FOOT,
  };
  const podWidth = podWidthIn(rect.width);
  const stack = {
    x: body.x + podWidth + LANE,
    y: body.y,
    width: body.width - podWidth - LANE,
    height: body.height - DEVICE - DEVICE_GAP,
  };
  const railX = stack.x + 11;
  const stand = { x: railX, y: Math.round(stack.y + stack.height / 2) };
  map.place(insideKey(node.id), stand, strip);
  const placed = pods.shown.map((pod, index) =>
    podPlan(given, pod, index, { left: body.x, width: podWidth, stack, railX }),
  );
  const name = lanDeviceOf(header, node);
  const pill = {
    x: stack.x,
    y: stack.y + stack.height + DEVICE_GAP,
    width: DEVICE_WIDTH,
    height: DEVICE,
  };
  const pillY = pill.y + DEVICE / 2;
  if (name !== null) {
    const key = deviceKey(node.id, name);
    map.place(key, { x: rect.x + rect.width, y: pillY }, strip);
    map.join(insideKey(node.id), key, [{ x: railX, y: pillY }]);
    ports.push({ key, at: { x: barX, y: pillY } });
  }
  const last = placed.at(-1)?.rect;
  return {
    namespace: node,
    rect,
    pods: placed,
    isLow: true,
    hidden:
      pods.hidden.length === 0
        ? null
        : {
            names: pods.hidden,
            at: { x: body.x, y: (last === undefined ? body.y : last.y + last.height) + 13 },
            room: podWidth,
          },
    stack,
    stackText: { x: stack.x + 23, y: stack.y + stack.height / 2 - 3, room: stack.width - 23 - 5 },
    rail: [
      { x: railX, y: stack.y + 6 },
      { x: railX, y: stack.y + stack.height },
    ],
    devices:
      name === null
        ? []
        : [
            {
              name,
              rect: pill,
              wires: [
                [
                  { x: railX, y: stack.y + stack.height },
                  { x: railX, y: pill.y },
                ],
                [
                  { x: pill.x + DEVICE_WIDTH, y: pillY },
                  { x: barX, y: pillY },
                ],
              ],
            },
          ],
  };
}

function podPlan(
  { header, node, pods, rect, strip, map }: Parameters<typeof narrowNode>[0],
  pod: NamespaceHeader,
  index: number,
  at: {
    readonly left: number;
    readonly width: number;
    readonly stack: Rect;
    readonly railX: number;
  },
): PodPlan {
  const { left, width, stack, railX } = at;
  const height = podRowHeight(pods.shown, width);
  const box = { x: left, y: rect.y + HEAD + index * (height + ROW_GAP), width, height };
  const middle = box.y + height / 2;
  const entry = Math.round(stack.y + ((index + 1) * stack.height) / (pods.shown.length + 1));
  // Wires go up to the stack, so a lower pod's wire turns further right and none crosses another.
  const turnX = left + width + 10 + index * 4;
  const inside = { x: left + width, y: middle };
  const port = { x: turnX, y: middle };
  const nodeEnd = { x: stack.x - 2, y: entry };
  const veth = nodeEndOf(header, pod);
  const own = pod.tables.devices.find(({ segment }) => segment !== null)?.name;
  map.place(insideKey(pod.id), inside, strip);
  if (veth !== null && own !== undefined) {
    map.place(deviceKey(pod.id, own), port, strip);
    map.place(deviceKey(node.id, veth), nodeEnd, strip);
    map.join(insideKey(pod.id), deviceKey(pod.id, own), []);
    map.join(deviceKey(pod.id, own), deviceKey(node.id, veth), [{ x: turnX, y: entry }]);
    map.join(deviceKey(node.id, veth), insideKey(node.id), [{ x: railX, y: entry }]);
  }
  const wire = [inside, port, { x: turnX, y: entry }, { x: railX, y: entry }];
  return { namespace: pod, rect: box, form: podRowForm(height), wire, wireName: veth ?? "" };
}

function podWidthIn(width: number): number {
  return Math.round((width - 2 * PAD - LANE) * 0.55);
}
