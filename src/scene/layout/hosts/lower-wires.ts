import type { NamespaceId } from "../../../trace/id.js";
import type { Rect } from "../../mark/box.js";
import type { Point } from "../../mark/polyline.js";
import { deviceKey } from "../spot.js";
import type { SpotMap } from "../spot.js";
import type { PillPlan } from "./host-plan.js";

/** How far below the devices the wires run, and how far from its cable they end at the device that others are made on. */
const DEPTH = 5;
const ASIDE = 12;

/** The wires from devices that are made on another one (macvlan, ipvlan) to that one; joins them, and those on the same one. */
export function lowerWires(
  pills: readonly PillPlan[],
  host: NamespaceId,
  map: SpotMap,
): readonly (readonly Point[])[] {
  const uppers = pills.flatMap((pill) => {
    const lower = pills.find(({ device }) => device.name === pill.device.lower);
    return lower === undefined ? [] : [{ pill, lower }];
  });
  for (const [index, { pill, lower }] of uppers.entries()) {
    const from = deviceKey(host, pill.device.name);
    const { rect, device } = lower;
    map.join(from, deviceKey(host, device.name), [
      ...wireTo(pill, lower),
      { x: middle(rect), y: bottom(rect) },
    ]);
    for (const other of uppers.slice(index + 1)) {
      if (other.lower !== lower) continue;
      const y = bottom(rect) + DEPTH;
      const ends = [pill, other.pill].map((one) => ({ x: middle(one.rect), y }));
      map.join(from, deviceKey(host, other.pill.device.name), ends);
    }
  }
  return uppers.map(({ pill, lower }) => wireTo(pill, lower));
}

function wireTo({ rect }: PillPlan, { rect: lower }: PillPlan): readonly Point[] {
  const x = middle(rect);
  const end = middle(lower) + (x > middle(lower) ? ASIDE : -ASIDE);
  const y = bottom(rect) + DEPTH;
  return [
    { x, y: bottom(rect) },
    { x, y },
    { x: end, y },
    { x: end, y: bottom(lower) },
  ];
}

function middle({ x, width }: Rect): number {
  return Math.round(x + width / 2);
}

function bottom({ y, height }: Rect): number {
  return y + height;
}
