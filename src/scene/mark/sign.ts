import type { Role } from "../role.js";
import type { LineMark } from "./mark.js";
import { number } from "./polyline.js";

/** Small signs that say without colour how something went. */
export type Sign = "passed" | "missed" | "changed" | "skipped" | "stopped" | "pending";

// On a field of 10 by 10 around its middle.
const STROKES: Readonly<Record<Sign, readonly (readonly (readonly [number, number])[])[]>> = {
  passed: [
    [
      [-4, 0.5],
      [-1.2, 3.2],
      [4, -3],
    ],
  ],
  missed: [
    [
      [-3, -3],
      [3, 3],
    ],
    [
      [3, -3],
      [-3, 3],
    ],
  ],
  stopped: [
    [
      [-3.5, -3.5],
      [3.5, 3.5],
    ],
    [
      [3.5, -3.5],
      [-3.5, 3.5],
    ],
  ],
  // One arrow there, one back.
  changed: [
    [
      [-4, -2],
      [4, -2],
      [1.6, -4.2],
    ],
    [
      [4, 2],
      [-4, 2],
      [-1.6, 4.2],
    ],
  ],
  // A hop.
  skipped: [
    [
      [-4, 3],
      [-3, -1.5],
      [0, -3],
      [3, -1.5],
      [4, 2.5],
    ],
    [
      [1.4, 1],
      [4, 3],
      [5, -0.2],
    ],
  ],
  pending: [
    [
      [-2.5, 0],
      [2.5, 0],
    ],
  ],
};

/** A sign around a point. */
export function sign(
  key: string,
  at: { readonly x: number; readonly y: number },
  kind: Sign,
  stroke: Role,
): LineMark {
  const path = STROKES[kind]
    .map((points) =>
      points
        .map(([x, y], index) => `${index === 0 ? "M" : "L"}${number(at.x + x)},${number(at.y + y)}`)
        .join(""),
    )
    .join("");
  return { kind: "line", key, path, stroke, strokeWidth: 1.6 };
}
