import type { Mark } from "../mark/mark.js";
import { number } from "../mark/polyline.js";
import type { Motion } from "../motion.js";

/** How far to shift, in pixels, and what the keys get in front, so that two pictures can stand in one. */
export interface Shift {
  readonly x: number;
  readonly y: number;
  readonly prefix: string;
}

/** A mark at another place. */
export function shiftedMark(mark: Mark, shift: Shift): Mark {
  const key = `${shift.prefix}${mark.key}`;
  if (mark.kind === "line") return { ...mark, key, path: shiftedPath(mark.path, shift) };
  return { ...mark, key, x: mark.x + shift.x, y: mark.y + shift.y };
}

/** A motion along a way at another place. */
export function shiftedMotion({ keys, points, ...rest }: Motion, { x, y, prefix }: Shift): Motion {
  return {
    ...rest,
    keys: keys.map((key) => `${prefix}${key}`),
    points: points.map((point) => ({ x: point.x + x, y: point.y + y })),
  };
}

// Paths are made of M, L, C and Q with absolute points.
function shiftedPath(path: string, { x, y }: Shift): string {
  return path.replace(
    /(-?[\d.]+)[ ,]+(-?[\d.]+)/g,
    (_, left: string, top: string) => `${number(Number(left) + x)},${number(Number(top) + y)}`,
  );
}
