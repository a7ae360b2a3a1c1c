/**
 * A mark's way during a step: it follows the points at constant speed between two moments, both as shares (0 to 1) of
 * the step's time. A renderer moves only what a motion names; everything else stands still.
 */
export interface Motion {
  /** The keys of the marks that move together; their own coordinates are where they stand at the motion's end. */
  readonly keys: readonly string[];
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly start: number;
  readonly end: number;
}

/** How far, at a share (0 to 1) of the step's time, a motion's marks are from where they stand at its end. */
export function offsetAt(
  motion: Motion,
  progress: number,
): { readonly x: number; readonly y: number } {
  const { points, start, end } = motion;
  const last = points.at(-1);
  if (last === undefined) return { x: 0, y: 0 };
  const share = end > start ? (progress - start) / (end - start) : 1;
  const at = pointAlong(points, Math.min(1, Math.max(0, share)));
  return { x: at.x - last.x, y: at.y - last.y };
}

function pointAlong(
  points: Motion["points"],
  share: number,
): { readonly x: number; readonly y: number } {
  const lengths = points.slice(1).map((point, index) => {
    const before = points[index] ?? point;
    return Math.hypot(point.x - before.x, point.y - before.y);
  });
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [points[index], points[index + 1]];
    if (from === undefined || to === undefined) break;
    if (left <= length && length > 0) {
      const part = left / length;
      return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
    }
    left -= length;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}
