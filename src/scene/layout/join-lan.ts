import type { Rect } from "../mark/box.js";
import type { Point } from "../mark/polyline.js";
import type { SpotMap } from "./spot.js";

/** A device on the nodes' network: its spot, and the point where its wire meets the network. */
export interface LanPort {
  readonly key: string;
  readonly at: Point;
}

/** Joins all devices of the nodes' network along its bar; where it has bars in several rows, by way of a trunk at `trunkX`. */
export function joinLan(map: SpotMap, ports: readonly LanPort[], trunkX: number): void {
  for (const [index, from] of ports.entries()) {
    for (const to of ports.slice(index + 1)) {
      const isStraight = from.at.x === to.at.x || from.at.y === to.at.y;
      const turns = isStraight ? [] : [from.at.y, to.at.y].map((y) => ({ x: trunkX, y }));
      map.join(from.key, to.key, [from.at, ...turns, to.at]);
    }
  }
}

/** The trunk that joins bars in several rows; null where there is one row. */
export function trunkOf(bars: readonly Rect[], trunkX: number): Rect | null {
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined || bars.length < 2) return null;
  const bottom = last.y + last.height;
  return {
    x: trunkX - first.height / 2,
    y: first.y,
    width: first.height,
    height: bottom - first.y,
  };
}
